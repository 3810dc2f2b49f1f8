"""POST /api/tickets/: what the desk fills in, and what people make of what it suggested."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from tests.conftest import ApiClient
from tests.problems import problem
from tickets.models import Ticket, TicketEvent
from triage.models import Decision, Suggestion

pytestmark = pytest.mark.django_db

CHARGED = "I was charged twice for my subscription this month."  # billing, medium
CRASHES = "The app crashes every time I open the dashboard."  # technical, high


def create(client: ApiClient, **values: Any) -> Ticket:
    response = client.post("/api/tickets/", {"title": "Help", "description": CHARGED, **values})
    assert response.status_code == 201, response.content
    ticket = Ticket.objects.get(pk=response.json()["id"])
    assert (ticket.category, ticket.priority) == (response.json()["category"], response.json()["priority"])
    return ticket


def suggest(client: ApiClient, description: str = CHARGED) -> str:
    """The id of a suggestion that somebody has been shown."""
    return str(client.post("/api/tickets/classify/", {"description": description}).json()["suggestion_id"])


def entries(ticket: Ticket) -> list[tuple[str, ...]]:
    """(kind, field, old value, new value, source, role) of its history after "created"."""
    events = TicketEvent.objects.filter(ticket=ticket).exclude(kind="created").order_by("id")
    return list(events.values_list("kind", "field", "old_value", "new_value", "source", "actor_role"))


def decision(ticket: Ticket) -> tuple[str, str, str, str]:
    found = Decision.objects.get(pk=ticket.pk)
    return found.category, found.category_choice, found.priority, found.priority_choice


class TestFilledIn:
    """Nobody chose: the desk does, and its history says so."""

    def test_both(self, api: ApiClient) -> None:
        ticket = create(api)
        assert entries(ticket) == [
            ("suggested", "category", "", "billing", "keywords", "system"),
            ("suggested", "priority", "", "medium", "keywords", "system"),
        ]
        assert decision(ticket) == ("billing", "filled", "medium", "filled")

    def test_one_and_the_other_was_chosen(self, api: ApiClient) -> None:
        ticket = create(api, priority="critical")
        assert entries(ticket) == [("suggested", "category", "", "billing", "keywords", "system")]
        assert decision(ticket) == ("billing", "filled", "critical", "independent")

    def test_from_the_title_too(self, api: ApiClient) -> None:
        assert create(api, title=CHARGED, description="See above.").category == "billing"

    def test_each_of_many_by_its_own_text(self, api: ApiClient) -> None:
        texts = [CHARGED, CRASHES, CHARGED]
        rows = api.post("/api/tickets/", [{"title": "Help", "description": text} for text in texts]).json()
        assert [row["category"] for row in rows] == ["billing", "technical", "billing"]
        assert [decision(Ticket.objects.get(pk=row["id"]))[0] for row in rows] == ["billing", "technical", "billing"]

    def test_nothing_is_suggested_where_both_were_chosen(self, api: ApiClient) -> None:
        ticket = create(api, category="account", priority="low")
        assert entries(ticket) == []
        assert not Suggestion.objects.exists()
        assert not Decision.objects.exists()

    def test_an_agent_does_not_stand_for_what_the_desk_chose(self, agent_api: ApiClient, agent: User) -> None:
        assert set(create(agent_api).events.values_list("kind", "actor_role", "actor")) == {
            ("created", "agent", agent.pk),
            ("suggested", "system", None),
        }


class TestShown:
    """Somebody submitted after having been shown a suggestion."""

    def test_both_accepted(self, agent_api: ApiClient, agent: User) -> None:
        ticket = create(agent_api, suggestion_id=suggest(agent_api), category="billing", priority="medium")
        assert entries(ticket) == [
            ("accepted", "category", "billing", "billing", "keywords", "agent"),
            ("accepted", "priority", "medium", "medium", "keywords", "agent"),
        ]
        assert set(ticket.events.values_list("actor", flat=True)) == {agent.pk}
        assert decision(ticket) == ("billing", "accepted", "medium", "accepted")

    def test_one_overridden(self, api: ApiClient) -> None:
        ticket = create(api, suggestion_id=suggest(api), category="account", priority="medium")
        assert entries(ticket) == [
            ("overridden", "category", "billing", "account", "keywords", "requester"),
            ("accepted", "priority", "medium", "medium", "keywords", "requester"),
        ]
        assert decision(ticket) == ("account", "overridden", "medium", "accepted")

    def test_one_left_to_the_desk(self, api: ApiClient) -> None:
        ticket = create(api, suggestion_id=suggest(api), category="account")
        assert [entry[:2] for entry in entries(ticket)] == [("overridden", "category"), ("suggested", "priority")]
        assert decision(ticket) == ("account", "overridden", "medium", "filled")

    def test_what_was_shown_is_filled_in_although_the_text_went_on(self, api: ApiClient) -> None:
        ticket = create(api, suggestion_id=suggest(api, CRASHES), description=CHARGED)
        assert (ticket.category, ticket.priority) == ("technical", "high")
        assert Suggestion.objects.count() == 1

    def test_each_of_many_has_its_own(self, api: ApiClient) -> None:
        chosen = {"title": "Help", "description": CHARGED, "category": "technical", "priority": "high"}
        shown = [suggest(api, CRASHES), None, suggest(api)]
        rows = api.post("/api/tickets/", [{**chosen, "suggestion_id": pk} for pk in shown]).json()
        kinds = [[entry[0] for entry in entries(Ticket.objects.get(pk=row["id"]))] for row in rows]
        assert kinds == [["accepted"] * 2, [], ["overridden"] * 2]

    def test_one_may_serve_several_tickets(self, api: ApiClient) -> None:
        shown = suggest(api)
        for _ in range(2):
            create(api, suggestion_id=shown, category="billing")
        assert Decision.objects.filter(suggestion=shown).count() == 2


class TestNotShown:
    """Nothing was suggested to anybody, so nothing was accepted or overridden."""

    def test_an_expired_suggestion_does_not_stop_a_ticket(self, api: ApiClient) -> None:
        ticket = create(api, suggestion_id=str(uuid4()), category="account")
        assert [entry[:2] for entry in entries(ticket)] == [("suggested", "priority")]
        assert decision(ticket) == ("account", "independent", "medium", "filled")

    def test_nor_one_where_everything_was_chosen(self, api: ApiClient) -> None:
        ticket = create(api, suggestion_id=str(uuid4()), category="account", priority="low")
        assert entries(ticket) == []
        assert not Decision.objects.exists()

    def test_defaults_without_a_signal_are_nobodys_suggestion(self, api: ApiClient) -> None:
        nothing = Suggestion.objects.create(
            category="general", priority="medium", source="none", matched={}, latency_ms=1
        )
        ticket = create(api, suggestion_id=str(nothing.pk), category="general", priority="high")
        assert entries(ticket) == []
        assert decision(ticket) == ("general", "independent", "high", "independent")


def test_the_decision_outlives_the_ticket(api: ApiClient) -> None:
    ticket = create(api)
    api.delete(f"/api/tickets/{ticket.pk}/")
    assert decision(ticket) == ("billing", "filled", "medium", "filled")


@pytest.mark.django_db(transaction=True)
def test_a_classifier_that_fails_fails_the_ticket_as_a_whole(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.suggester.StoredSuggester.record", lambda _self, _outcomes: 1 / 0)
    problem(api.post("/api/tickets/", {"title": "Help", "description": CHARGED}), 500, "internal")
    assert not Ticket.objects.exists()
    assert not Suggestion.objects.exists()
