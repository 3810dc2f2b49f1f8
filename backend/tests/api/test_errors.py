"""Every failure has one shape, and tells nobody what it should not."""

from collections.abc import Callable
from typing import Any

import pytest

from api.errors import flatten_fields
from tests.conftest import ApiClient
from tests.problems import problem, wrong_fields
from tickets.models import Ticket

LogLines = Callable[[str], list[dict[str, Any]]]

TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}


@pytest.mark.django_db
def test_an_unhandled_exception_is_a_500_that_names_the_request_and_nothing_else(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, log_lines: LogLines
) -> None:
    def fail() -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("tickets.api.report_views.ticket_stats", fail)
    response = api.get("/api/tickets/stats/?secret=1", HTTP_X_REQUEST_ID="what-i-chose")
    assert problem(response, 500, "internal")["request_id"] == "what-i-chose"
    assert b"hunter2" not in response.content
    assert b"Traceback" not in response.content
    [line] = log_lines("unhandled_exception")
    assert (line["request_id"], line["method"], line["path"]) == ("what-i-chose", "GET", "/api/tickets/stats/")
    assert "RuntimeError: the password is hunter2" in line["exception"]
    [line] = log_lines("request")
    assert (line["request_id"], line["status"]) == ("what-i-chose", 500)


@pytest.mark.django_db
def test_what_only_the_database_refuses_is_the_callers_mistake(
    api: ApiClient, make_ticket: Callable[..., Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = make_ticket()
    monkeypatch.setattr("tickets.storing.DONE_STATUSES", frozenset())  # nothing says when it was closed
    fields = wrong_fields(api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}))
    assert "tickets_ticket_" in fields["non_field_errors"][0]


@pytest.mark.django_db
def test_another_method_is_not_allowed(api: ApiClient) -> None:
    response = api.put("/api/tickets/")
    problem(response, 405, "method_not_allowed")
    assert set(response["Allow"].split(", ")) == {"GET", "POST", "HEAD", "OPTIONS"}


@pytest.mark.django_db
def test_another_representation_is_not_acceptable(api: ApiClient) -> None:
    problem(api.get("/api/tickets/", HTTP_ACCEPT="text/html"), 406, "not_acceptable")


def test_what_django_finds_suspicious_is_malformed(api: ApiClient) -> None:
    problem(api.get("/api/tickets/?" + "&".join(["status=open"] * 1_001)), 400, "malformed")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/tickets/", None),
        ("GET", "/api/tickets/?search=printer", None),
        ("GET", "/api/tickets/stats/", None),
        ("GET", "/api/tickets/1/", None),
        ("POST", "/api/tickets/", TICKET),
        ("PATCH", "/api/tickets/1/", {"status": "closed"}),
        ("DELETE", "/api/tickets/1/", None),
    ],
)
def test_an_unreachable_database_is_a_503_to_be_tried_again(
    api: ApiClient, database_down: None, method: str, path: str, body: Any, log_lines: LogLines
) -> None:
    response = getattr(api, method.lower())(path, **({"data": body} if body else {}))
    problem(response, 503, "unavailable")
    assert response["Retry-After"] == "5"
    assert log_lines("database_unavailable")
    assert not log_lines("unhandled_exception")


@pytest.mark.parametrize("path", ["/api/tickets/", "/api/session/", "/api/admin/", "/api/nothing/"])
def test_who_is_signed_in_is_told_the_same(
    agent_api: ApiClient, database_down: None, path: str, log_lines: LogLines
) -> None:
    response = agent_api.get(path)
    problem(response, 503, "unavailable")
    assert response["Retry-After"] == "5"
    assert not log_lines("unhandled_exception")


@pytest.mark.parametrize(
    ("detail", "flat"),
    [
        ({"title": ["Blank."]}, {"title": ["Blank."]}),
        ([{}, {"title": ["Blank."]}], {"1.title": ["Blank."]}),
        ({"a": {"b": ["Wrong."]}}, {"a.b": ["Wrong."]}),
        (["Wrong."], {"non_field_errors": ["Wrong."]}),
        ("Wrong.", {"non_field_errors": ["Wrong."]}),
    ],
)
def test_nested_errors_come_as_one_level(detail: Any, flat: dict[str, list[str]]) -> None:
    assert flatten_fields(detail) == flat


def test_the_message_says_when_there_is_more(api: ApiClient) -> None:
    message = problem(api.post("/api/tickets/", {}), 400, "invalid")["message"]
    assert message == "title: This field is required. (and 1 more: see `fields`)"


def test_another_host_than_ours_is_refused(api: ApiClient) -> None:
    response = api.get("/api/session/", headers={"Host": "rebound.example.net"})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "malformed"
