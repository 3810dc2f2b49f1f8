"""POST /api/tickets/: what it does not take."""

from typing import Any

import pytest

from accounts.models import User
from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TICKET = {"title": "Printer", "description": "It hums.", "category": "technical", "priority": "high"}
MISSING = object()

WRONG = [
    ("title", MISSING),
    ("title", None),
    ("title", ""),
    ("title", " \t\n"),
    ("title", "x" * 201),
    ("title", "NUL \x00"),
    ("title", "lone \ud800 surrogate"),
    ("title", True),
    ("title", ["Printer"]),
    ("title", {"text": "Printer"}),
    ("description", MISSING),
    ("description", None),
    ("description", ""),
    ("description", " \n "),
    ("description", "x" * 50_001),
    ("description", "x" * 60_000),
    ("description", "NUL \x00"),
    ("description", "lone \udfff surrogate"),
    ("description", ["It hums."]),
    ("category", "Billing"),
    ("category", ""),
    ("category", None),
    ("category", "billing\x00"),
    ("category", 1),
    ("category", {"a": 1}),
    ("priority", "urgent"),
    ("priority", ["low"]),
    ("status", "done"),
    ("status", None),
    ("suggestion_id", "17"),
    ("suggestion_id", 10**40),
    ("suggestion_id", -1),
]


def _shortened(value: Any) -> str:
    return "missing" if value is MISSING else f"{ascii(value)[:30]}"


@pytest.mark.parametrize(("field", "value"), WRONG, ids=lambda value: _shortened(value))
def test_a_wrong_value_is_named_and_nothing_is_stored(api: ApiClient, field: str, value: Any) -> None:
    given = {**TICKET, field: value}
    if value is MISSING:
        del given[field]
    assert list(wrong_fields(api.post("/api/tickets/", given))) == [field]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("field", "allowed"),
    [
        ("category", ["billing", "technical", "account", "general"]),
        ("priority", ["low", "medium", "high", "critical"]),
        ("status", ["open", "in_progress", "resolved", "closed"]),
    ],
)
def test_an_unknown_choice_is_answered_with_the_allowed_ones(api: ApiClient, field: str, allowed: list[str]) -> None:
    [message] = wrong_fields(api.post("/api/tickets/", {**TICKET, field: "nonsense"}))[field]
    assert message == f"'nonsense' is unknown: use one of {', '.join(allowed)}."


def test_every_wrong_field_is_named_at_once(api: ApiClient) -> None:
    fields = wrong_fields(api.post("/api/tickets/", {"title": "", "priority": "asap"}))
    assert set(fields) == {"title", "description", "priority"}


def test_a_long_wrong_value_is_not_repeated_whole(api: ApiClient) -> None:
    [message] = wrong_fields(api.post("/api/tickets/", {**TICKET, "category": "x" * 1_000_000}))["category"]
    assert len(message) < 200


@pytest.mark.parametrize("body", ["null", "5", "1.5", '"ticket"', "true"])
def test_a_body_that_is_no_object_is_refused(api: ApiClient, body: str) -> None:
    assert list(wrong_fields(api.post("/api/tickets/", body))) == ["non_field_errors"]


@pytest.mark.parametrize("item", [None, 5, "ticket", []])
def test_an_array_of_something_else_is_refused(api: ApiClient, item: Any) -> None:
    [name] = wrong_fields(api.post("/api/tickets/", [item]))
    assert name in {"0", "0.non_field_errors"}


@pytest.mark.parametrize("status", ["in_progress", "resolved", "closed"])
def test_on_a_closed_desk_only_agents_choose_a_status(
    api: ApiClient, agent_api: ApiClient, auditor: User, closed_desk: None, status: str
) -> None:
    reader = ApiClient()
    reader.force_login(auditor)
    for client in (api, reader):
        refused = wrong_fields(client.post("/api/tickets/", {**TICKET, "status": status}))
        assert refused == {"status": ["Only an agent may choose a status: leave it out, and the ticket is open."]}
        assert not Ticket.objects.exists()
        assert client.post("/api/tickets/", {**TICKET, "status": "open"}).json()["status"] == "open"
        Ticket.objects.all().delete()
    assert agent_api.post("/api/tickets/", {**TICKET, "status": status}).json()["status"] == status
    assert agent_api.post("/api/tickets/", [{**TICKET, "status": status}]).json()[0]["status"] == status
