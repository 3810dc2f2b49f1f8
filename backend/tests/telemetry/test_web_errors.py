"""What browsers may report of the web app's errors, and what is made of it. That it arrives: test_sentry.py."""

from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import REGISTRY

from api.rates import Rate
from telemetry.web.report import FRAMES, frames_of
from tests.conftest import ApiClient
from tests.problems import problem
from tests.telemetry.secret import SECRET
from tests.telemetry.web_error import WEB_ERROR

pytestmark = pytest.mark.django_db

LogLines = Callable[[str], list[dict[str, Any]]]
PATH = "/api/errors/"


def reported() -> float:
    return REGISTRY.get_sample_value("desk_web_errors_total") or 0


def test_a_report_is_counted_and_logged_without_what_people_wrote(log_lines: LogLines) -> None:
    before = reported()
    assert ApiClient().post(PATH, WEB_ERROR).status_code == 204
    assert reported() == before + 1
    [line] = log_lines("web_error")
    assert line["place"] == "/assets/ticket-b2.js:1:234"
    assert SECRET not in str([line, *log_lines("request")])


def test_nobody_need_be_signed_in_and_no_session_is_looked_at(closed_desk: None) -> None:
    client = ApiClient(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "of nobody"
    assert client.post(PATH, WEB_ERROR).status_code == 204


def test_reports_are_limited_by_address(settings: Any) -> None:
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "errors": Rate(2, 3600)}
    client = ApiClient(REMOTE_ADDR="192.0.2.77")
    assert [client.post(PATH, WEB_ERROR).status_code for _ in range(2)] == [204, 204]
    problem(client.post(PATH, WEB_ERROR), 429, "throttled")


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": "x" * 501},
        {"stack": "x" * 8001},
        {"type": "My card is 4111"},
        {"route": "/tickets?search=secret"},
        {"request_id": "no\nid of ours"},
    ],
)
def test_what_is_too_long_or_no_report_is_refused(wrong: dict[str, str]) -> None:
    before = reported()
    problem(ApiClient().post(PATH, {**WEB_ERROR, **wrong}), 400, "invalid")
    assert reported() == before


@pytest.mark.parametrize(
    ("line", "function"),
    [
        ("    at openTicket (https://desk.example/assets/t.js:1:2)", "openTicket"),
        ("    at async Object.load (http://localhost:8080/assets/t.js:1:2)", "Object.load"),
        ("    at https://desk.example/assets/t.js:1:2", "?"),
        ("openTicket@https://desk.example/assets/t.js:1:2", "openTicket"),
        ("@https://desk.example/assets/t.js:1:2", "?"),
    ],
)
def test_lines_of_every_browser_are_read(line: str, function: str) -> None:
    frame = {"function": function, "filename": "/assets/t.js", "lineno": 1, "colno": 2, "in_app": True}
    assert frames_of(line) == [frame]


def test_other_lines_are_left_out_and_a_long_stack_is_cut() -> None:
    assert frames_of(f"Error: {SECRET}\n  at {SECRET}\nhttps://desk.example/?search={SECRET}") == []
    assert len(frames_of("f@https://desk.example/assets/t.js:1:2\n" * 1000)) == FRAMES + 1
