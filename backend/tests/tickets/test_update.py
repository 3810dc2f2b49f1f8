"""PATCH /api/tickets/{id}/."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db

CHANGES = [
    ("title", "Printer", "Scanner"),
    ("description", "It hums.", "  It hums \n louder. 🖨️"),
    ("category", "general", "technical"),
    ("priority", "low", "critical"),
    ("status", "open", "in_progress"),
]


def entries(ticket: Ticket, kind: str = "changed") -> list[tuple[Any, ...]]:
    """(field, old value, new value, role, account) of its history, oldest first."""
    columns = ("field", "old_value", "new_value", "actor_role", "actor__username")
    return list(TicketEvent.objects.filter(ticket=ticket, kind=kind).order_by("id").values_list(*columns))


@pytest.mark.parametrize(("field", "old", "new"), CHANGES)
def test_each_field_is_changed_alone_and_remembered(
    agent_api: ApiClient, make_ticket: Callable[..., Ticket], field: str, old: str, new: str
) -> None:
    ticket = make_ticket()
    path = f"/api/tickets/{ticket.pk}/"
    before = agent_api.get(path).json()
    response = agent_api.patch(path, {field: new})
    after = response.json()
    assert response.status_code == 200
    assert response["ETag"] == '"2"'
    assert (
        after == agent_api.get(path).json() == {**before, field: new, "version": 2, "updated_at": after["updated_at"]}
    )
    assert datetime.fromisoformat(after["updated_at"]) > datetime.fromisoformat(before["updated_at"])
    assert entries(ticket) == [(field, old, new, "agent", "ada")]


def test_several_fields_are_one_change_with_an_entry_each(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket()
    body = api.patch(f"/api/tickets/{ticket.pk}/", {field: new for field, _, new in CHANGES}).json()
    assert body["version"] == 2
    assert entries(ticket) == [(field, old, new, "agent", None) for field, old, new in CHANGES]


@pytest.mark.parametrize("body", [{}, {"status": "open"}, {"title": " Printer ", "priority": "low"}, {"version": 1}])
def test_setting_what_is_set_changes_nothing(
    api: ApiClient, make_ticket: Callable[..., Ticket], body: dict[str, Any]
) -> None:
    ticket = make_ticket()
    response = api.patch(f"/api/tickets/{ticket.pk}/", body)
    assert (response.status_code, response["ETag"]) == (200, '"1"')
    assert response.json() == api.get(f"/api/tickets/{ticket.pk}/").json()
    assert Ticket.objects.get().updated_at == ticket.updated_at
    assert entries(ticket) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", None),
        ("description", " \n"),
        ("description", "x" * 50_001),
        ("description", "NUL \x00"),
        ("category", "fun"),
        ("priority", ""),
        ("status", "lone \ud800"),
        ("version", 0),
        ("version", "one"),
        ("version", 10**30),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_changed(
    api: ApiClient, make_ticket: Callable[..., Ticket], field: str, value: Any
) -> None:
    ticket = make_ticket()
    body = {"category": "billing", "status": "closed", field: value}
    assert list(wrong_fields(api.patch(f"/api/tickets/{ticket.pk}/", body))) == [field]
    ticket.refresh_from_db()
    assert (ticket.status, ticket.version) == ("open", 1)


def test_what_the_desk_decides_cannot_be_changed(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    path = f"/api/tickets/{make_ticket().pk}/"
    before = api.get(path).json()
    given = {
        "id": 7,
        "created_at": "2001-01-01T00:00:00Z",
        "resolved_at": "2001-01-01T00:00:00Z",
        "suggestion_id": None,
    }
    assert api.patch(path, given).json() == before


def test_one_tickets_change_leaves_the_others_alone(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    changed, other = make_ticket(), make_ticket()
    api.patch(f"/api/tickets/{changed.pk}/", {"status": "closed"})
    assert Ticket.objects.get(pk=other.pk).status == "open"
    assert entries(other) == []


class TestResolvedAt:
    """It is set while a ticket is resolved or closed, and tells when it became so."""

    @pytest.mark.parametrize("done", ["resolved", "closed"])
    def test_it_is_set_and_cleared(self, api: ApiClient, make_ticket: Callable[..., Ticket], done: str) -> None:
        path = f"/api/tickets/{make_ticket().pk}/"
        body = api.patch(path, {"status": done}).json()
        assert body["resolved_at"] == body["updated_at"]
        assert api.patch(path, {"status": "open"}).json()["resolved_at"] is None

    def test_closing_a_resolved_ticket_keeps_it_and_reopening_starts_anew(
        self, api: ApiClient, make_ticket: Callable[..., Ticket]
    ) -> None:
        path = f"/api/tickets/{make_ticket().pk}/"
        moments = [
            api.patch(path, {"status": status}).json()["resolved_at"]
            for status in ("resolved", "closed", "resolved", "in_progress", "open", "closed")
        ]
        assert moments[0] == moments[1] == moments[2] < moments[5]
        assert moments[3:5] == [None, None]

    def test_another_change_of_a_resolved_ticket_keeps_it(
        self, api: ApiClient, make_ticket: Callable[..., Ticket]
    ) -> None:
        path = f"/api/tickets/{make_ticket(status='resolved').pk}/"
        before = api.get(path).json()["resolved_at"]
        assert before
        assert api.patch(path, {"title": "Scanner"}).json()["resolved_at"] == before


def test_the_agent_in_the_history_is_the_one_signed_in(
    agent_api: ApiClient, agent: User, make_ticket: Callable[..., Ticket]
) -> None:
    ticket = make_ticket()
    agent_api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"})
    assert ticket.events.get(kind="changed").actor == agent
