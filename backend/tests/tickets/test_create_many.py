"""POST /api/tickets/ with an array."""

from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tickets import history
from tickets.actors import Actor
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db


def ticket(number: int, **values: Any) -> dict[str, Any]:
    return {"title": f"#{number}", "description": "It hums.", "category": "general", "priority": "low", **values}


def test_answers_an_array_in_the_order_given(api: ApiClient) -> None:
    response = api.post("/api/tickets/", [ticket(2), ticket(1, status="closed"), ticket(3, priority="high")])
    assert response.status_code == 201
    assert "ETag" not in response
    assert [(row["title"], row["status"], row["priority"]) for row in response.json()] == [
        ("#2", "open", "low"),
        ("#1", "closed", "low"),
        ("#3", "open", "high"),
    ]
    assert [row["id"] for row in response.json()] == sorted(Ticket.objects.values_list("pk", flat=True))


def test_one_wrong_ticket_keeps_all_out_and_is_named_by_its_index(api: ApiClient) -> None:
    response = api.post("/api/tickets/", [ticket(0), ticket(1, priority="urgent"), ticket(2), ticket(3, title=" ")])
    assert set(wrong_fields(response)) == {"1.priority", "3.title"}
    assert not Ticket.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_keeps_all_out(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    created_event = history.created_event

    def by_nobody(ticket: Ticket, actor: Actor) -> TicketEvent:
        event = created_event(ticket, actor)
        event.actor_role = ""
        return event

    monkeypatch.setattr("tickets.services.history.created_event", by_nobody)
    assert wrong_fields(api.post("/api/tickets/", [ticket(0), ticket(1)]))
    assert not Ticket.objects.exists()


def test_a_thousand_are_taken_and_each_has_its_history(api: ApiClient) -> None:
    response = api.post("/api/tickets/", [ticket(number) for number in range(1_000)])
    assert response.status_code == 201
    assert len(response.json()) == Ticket.objects.count() == TicketEvent.objects.filter(kind="created").count() == 1_000


def test_a_thousand_and_one_are_refused(api: ApiClient) -> None:
    response = api.post("/api/tickets/", [ticket(number) for number in range(1_001)])
    assert wrong_fields(response) == {"non_field_errors": ["Create at most 1,000 tickets in one request."]}
    assert not Ticket.objects.exists()


def test_an_empty_array_is_refused(api: ApiClient) -> None:
    assert wrong_fields(api.post("/api/tickets/", [])) == {"non_field_errors": ["Send at least one ticket."]}
