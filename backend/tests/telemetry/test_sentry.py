"""What arrives at Sentry, sent by its real SDK to a server that speaks its envelopes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from telemetry.sentry import scrubbed, share_traced
from tests.config.test_settings import GOOD, start
from tests.fakes.sentry_server import FakeSentryServer
from tests.jobs.workers import database_url

BACKEND = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db

FAILING = {
    "/in-a-variable/": ["RuntimeError"],
    "/in-the-row/": ["CheckViolation", "IntegrityError"],
    "/in-the-answer/": ["ValidationError"],
}
PATHS = [*FAILING, "/in-the-log/", "/livez", "/api/errors/"]


def ask(*paths: str, dsn: str) -> list[str]:
    """Posts the secret to each path of a desk that reports to `dsn`, and times each request; the answers' statuses."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": database_url(),
        "BUILD_VERSION": "1.2.3",
        "BUILD_COMMIT": "abc123",
        "SENTRY_DSN": dsn,
        "SENTRY_TRACES_SAMPLE_RATE": "1",
    }
    command = [sys.executable, "-m", "tests.telemetry.sentry_script", *paths]
    done = subprocess.run(
        command, cwd=BACKEND, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [line[:3] for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def server(django_db_setup: None) -> Iterator[FakeSentryServer]:
    """After a desk was asked for each of PATHS."""
    with FakeSentryServer() as running:
        assert ask(*PATHS, dsn=running.dsn) == ["500", "500", "500", "200", "403", "204"]  # no CSRF token
        yield running


def event_of(server: FakeSentryServer, path: str) -> dict[str, Any]:
    [event] = [event for event in server.items["event"] if event["transaction"] == path]
    return event


def test_an_error_arrives_with_its_place_and_the_requests_id(server: FakeSentryServer) -> None:
    event = event_of(server, "/in-a-variable/")
    assert event["release"] == "triage-desk@1.2.3+abc123"
    assert event["environment"] == "test"
    assert event["tags"] == {"request_id": "request-0", "part": "backend"}
    assert event["request"] == {"method": "POST", "url": "http://testserver/in-a-variable/"}
    [error] = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("RuntimeError", "cannot take '…' apart")
    frame = error["stacktrace"]["frames"][-1]
    assert (frame["function"], frame["module"]) == ("in_a_variable", "tests.telemetry.failing_views")


def test_an_error_of_the_web_app_arrives_as_one(server: FakeSentryServer) -> None:
    event = event_of(server, "/tickets/12")
    assert event["platform"] == "javascript"
    assert event["release"] == "triage-desk@1.2.3+abc123"
    assert event["tags"] == {"request_id": "failed-request", "part": "web"}
    assert "request" not in event
    [error] = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("TypeError", "cannot read '…'")
    places = [(frame["function"], frame["filename"], frame["lineno"]) for frame in error["stacktrace"]["frames"]]
    assert places == [("?", "/assets/index-a1.js", 9), ("openTicket", "/assets/ticket-b2.js", 1)]


@pytest.mark.parametrize(("path", "kinds"), FAILING.items())
def test_a_failure_arrives_once_with_what_led_to_it(server: FakeSentryServer, path: str, kinds: list[str]) -> None:
    assert [error["type"] for error in event_of(server, path)["exception"]["values"]] == kinds


def test_nothing_that_a_person_wrote_arrives(server: FakeSentryServer) -> None:
    assert len(server.items["event"]) == 6
    assert "41111111" not in server.raw  # fewer digits may stand in a random id
    assert "My card" not in server.raw


def test_a_logged_error_arrives_as_what_it_is_without_its_data(server: FakeSentryServer) -> None:
    logged = [event["logentry"] for event in server.items["event"] if event["transaction"] == "/in-the-log/"]
    assert logged == [{"message": "something_is_wrong"}, {"message": "cannot read %s"}]


def test_a_request_that_is_timed_arrives_with_its_statements_and_a_probe_is_not(server: FakeSentryServer) -> None:
    timed = {one["transaction"]: one for one in server.items["transaction"]}
    assert timed.keys() == {*FAILING, "/in-the-log/", "/api/errors/"}
    assert timed["/in-the-row/"]["tags"] == {"request_id": "request-1"}
    statements = [span["description"] for span in timed["/in-the-row/"]["spans"] if span["op"] == "db"]
    assert "INSERT INTO tickets_ticket (title, description) VALUES ('', %s)" in statements


def test_without_a_dsn_nothing_is_sent(server: FakeSentryServer) -> None:
    before = server.raw
    assert ask("/in-a-variable/", dsn="") == ["500"]
    assert server.raw == before


def test_a_dsn_that_is_none_stops_the_start() -> None:
    done = start("production", {**GOOD, "SENTRY_DSN": "sentry.example.org"}, show="__import__('django').setup()")
    assert done.returncode != 0
    assert "SENTRY_DSN is not a DSN" in done.stderr


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("no such thing", "no such thing"),
        ("invalid literal for int() with base 10: 'a secret'", "invalid literal for int() with base 10: '…'"),
        ("it's a \"secret\" that's quoted 'twice'", "it'…'"),
        ('unclosed "secret', 'unclosed "…"'),
        ("DETAIL first\nDETAIL: Failing row contains (secret)", "DETAIL first"),
        ("Key (title)=(a secret (indeed)) already exists.", "Key (title)=(…) already exists."),
        ("x" * 1000, "x" * 200),
    ],
)
def test_messages_lose_what_is_quoted_in_them(message: str, kept: str) -> None:
    assert scrubbed(message) == kept
    assert "secret" not in scrubbed(message)


@pytest.mark.parametrize(
    ("environment", "given", "share"),
    [
        ("production", None, 0.05),
        ("development", None, 1.0),
        ("production", 0.5, 0.5),
        ("production", 0.0, 0.0),
    ],
)
def test_how_many_requests_are_timed_depends_on_the_environment(
    settings: Any, environment: str, given: float | None, share: float
) -> None:
    settings.SENTRY_ENVIRONMENT, settings.SENTRY_TRACES_SAMPLE_RATE = environment, given
    assert share_traced({"wsgi_environ": {"PATH_INFO": "/api/tickets/"}}) == share
    assert share_traced({"wsgi_environ": {"PATH_INFO": "/readyz"}}) == 0
