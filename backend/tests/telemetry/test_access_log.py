"""One log line for each request."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from tests.conftest import ApiClient

LogLines = Callable[[str], list[dict[str, Any]]]


@pytest.mark.django_db
def test_it_tells_method_path_status_and_duration(api: ApiClient, log_lines: LogLines) -> None:
    api.post("/api/tickets", {"title": "", "description": "a secret"})
    [line] = log_lines("request")
    assert (line["method"], line["path"], line["status"]) == ("POST", "/api/tickets/", 400)
    assert 0 < line["duration_ms"] < 60_000
    assert set(line) == {
        *("method", "route", "path", "status", "duration_ms", "user"),
        *("event", "level", "logger", "timestamp", "request_id"),
    }


@pytest.mark.django_db
def test_it_never_tells_what_people_wrote(api: ApiClient, log_lines: LogLines) -> None:
    api.post("/api/tickets/", {"title": "Confidential", "description": "Confidential"})
    api.get("/api/tickets/?search=Confidential")
    assert len(log_lines("request")) == 2
    assert "Confidential" not in str(log_lines("request"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/healthz", "/readyz", "/servez"])
def test_healthy_probes_leave_no_line(api: ApiClient, log_lines: LogLines, path: str) -> None:
    assert api.get(path).status_code == 200
    assert log_lines("request") == []


def test_a_failing_probe_leaves_one(api: ApiClient, database_down: None, log_lines: LogLines) -> None:
    api.get("/healthz")
    assert [line["status"] for line in log_lines("request")] == [503]


def test_a_path_with_line_breaks_cannot_forge_a_line(api: ApiClient, log_lines: LogLines) -> None:
    api.get('/%0A{"event": "request", "status": 200}%0D%0Aforged')
    [line] = log_lines("request")
    assert line["path"] == '/\n{"event": "request", "status": 200}\r\nforged'
    assert line["status"] == 404


@pytest.mark.django_db
def test_it_tells_the_route_and_who_asked(
    api: ApiClient, agent: User, agent_api: ApiClient, log_lines: LogLines
) -> None:
    agent_api.get("/api/tickets/4711/")
    api.get("/api/tickets/4711/")
    api.get("/nowhere/" + "x" * 1000)
    signed_in, anybody, nowhere = log_lines("request")
    assert (signed_in["route"], signed_in["user"]) == ("/api/tickets/<int:ticket_id>/", agent.pk)
    assert (anybody["route"], anybody["user"]) == ("/api/tickets/<int:ticket_id>/", None)
    assert (nowhere["route"], len(nowhere["path"])) == ("unmatched", 200)


@pytest.mark.django_db
def test_it_asks_nobody_who_that_is(agent_api: ApiClient, log_lines: LogLines) -> None:
    """The session is only looked up where a view wants to know."""
    assert agent_api.get("/nowhere").status_code == 404
    assert log_lines("request")[0]["user"] is None


def test_a_host_that_is_not_ours_is_one_line(api: ApiClient, log_lines: LogLines, capsys: Any) -> None:
    assert api.get("/livez", HTTP_HOST="elsewhere.example.org").status_code == 400
    assert len(log_lines("request")) == 1
    assert log_lines("Invalid HTTP_HOST header") == []
