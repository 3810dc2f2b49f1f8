"""POST /api/tickets/: one ticket."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from tests.conftest import ApiClient
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TICKET = {"title": "Printer", "description": "It hums.", "category": "technical", "priority": "high"}


def test_answers_the_ticket_with_everything_the_desk_added(api: ApiClient) -> None:
    response = api.post("/api/tickets/", TICKET)
    body = response.json()
    assert response.status_code == 201
    assert response["ETag"] == '"1"'
    created = datetime.fromisoformat(body.pop("created_at"))
    assert timezone.now() - created < timedelta(minutes=1)
    assert datetime.fromisoformat(body.pop("updated_at")) == created
    assert body.pop("follow_token")
    added = {"status": "open", "version": 1, "resolved_at": None, "assignee": None}
    assert body == {**TICKET, "id": Ticket.objects.get().pk, **added}


def test_what_is_answered_is_what_is_stored(api: ApiClient) -> None:
    created = api.post("/api/tickets/", TICKET).json()
    del created["follow_token"]
    assert api.get(f"/api/tickets/{created['id']}/").json() == created


@pytest.mark.parametrize("status", ["open", "in_progress", "resolved", "closed"])
def test_a_status_may_be_given_and_is_paired_with_the_moment_of_resolution(api: ApiClient, status: str) -> None:
    body = api.post("/api/tickets/", {**TICKET, "status": status}).json()
    del body["follow_token"]
    assert body["status"] == status
    assert (body["resolved_at"] is not None) == (status in {"resolved", "closed"})
    assert api.get(f"/api/tickets/{body['id']}/").json() == body


@pytest.mark.parametrize(
    "text",
    [
        "  Steps:\n\t1. Open\n\n",
        "Ünïcödé 日本語 ¿qué?",
        "🖨️👩‍👩‍👧‍👦🔥",
        "مرحبا بالعالم",
        "\u202eright-to-left override",
        "e\u0301 is not \u00e9",
        "<script>alert(\"x\")</script> & 'quotes' \\ %s {}",
        "x" * 50_000,
        "🔥" * 50_000,
    ],
)
def test_a_description_is_kept_to_the_character(api: ApiClient, text: str) -> None:
    response = api.post("/api/tickets/", {**TICKET, "description": text})
    assert response.status_code == 201
    assert response.json()["description"] == text == Ticket.objects.get().description


@pytest.mark.parametrize(("given", "kept"), [("  Printer \n", "Printer"), ("🔥" * 200, "🔥" * 200)])
def test_a_title_is_trimmed_and_holds_200_characters(api: ApiClient, given: str, kept: str) -> None:
    assert api.post("/api/tickets/", {**TICKET, "title": given}).json()["title"] == kept


@pytest.mark.parametrize(
    "extra",
    [{"id": 7}, {"version": 9}, {"created_at": "2001-01-01T00:00:00Z"}, {"resolved_at": "2001-01-01T00:00:00Z"}],
)
def test_what_the_desk_decides_cannot_be_given(api: ApiClient, extra: dict[str, Any]) -> None:
    body = api.post("/api/tickets/", {**TICKET, **extra}).json()
    [(name, given)] = extra.items()
    assert body[name] != given


def test_an_agent_who_creates_a_ticket_is_named_in_its_history(agent_api: ApiClient, agent: User) -> None:
    ticket = api_ticket(agent_api)
    assert [(event.actor_role, event.actor) for event in ticket.events.all()] == [("agent", agent)]


def test_somebody_who_is_not_signed_in_is_a_requester(api: ApiClient) -> None:
    ticket = api_ticket(api)
    assert [(event.kind, event.actor_role, event.actor) for event in ticket.events.all()] == [
        ("created", "requester", None)
    ]


def api_ticket(client: ApiClient) -> Ticket:
    return Ticket.objects.get(pk=client.post("/api/tickets/", TICKET).json()["id"])
