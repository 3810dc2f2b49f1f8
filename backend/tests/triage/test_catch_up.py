"""Triaging again what no model could be asked about: what it may set, what it must leave, when it stops."""

import threading
from contextlib import nullcontext
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from llm.errors import Outcome
from tests.conftest import ApiClient, UseModel
from tests.patience import LIMIT
from tests.postgresql.keepalives import KEEPALIVES, watched
from tests.threads import run_together
from tests.triage.doubles import Scripted, failure
from tickets.actors import Actor
from tickets.choices import ActorRole
from tickets.models import Ticket, TicketEvent
from tickets.services import ticket_delete, ticket_update
from triage.catch_up import BESIDE_ANOTHER, UNAVAILABLE, Caught, catch_up
from triage.models import Decision, Suggestion
from triage.tasks import catch_up as catch_up_job

CHARGED = "I was charged twice for my subscription this month."  # billing, medium, say the keywords
MODEL: dict[str, Any] = {"category": "account", "priority": "critical"}
AGENT = Actor(ActorRole.AGENT)


def create(api: ApiClient, **values: Any) -> Ticket:
    response = api.post("/api/tickets/", {"title": "Help", "description": CHARGED, **values})
    assert response.status_code == 201, response.content
    return Ticket.objects.get(pk=response.json()["id"])


def shown(outcome: str) -> str:
    """The id of what the keywords suggested to somebody after the model ended so."""
    asked = {"provider": "gemini", "model": "small"} if outcome else {}
    values = {"category": "billing", "priority": "medium", "source": "keywords", "latency_ms": 1, **asked}
    return str(Suggestion.objects.create(outcome=outcome, **values).pk)


def values(ticket: Ticket) -> tuple[str, str]:
    ticket.refresh_from_db()
    return ticket.category, ticket.priority


def run(model: Scripted | None = None, limit: int = 100) -> Caught:
    return catch_up(model=model or Scripted(**MODEL), limit=limit)


@pytest.mark.django_db
class TestWhatItSets:
    def test_what_nobody_chose(self, api: ApiClient) -> None:
        ticket = create(api)
        assert run() == Caught(looked_at=1, changed=1)
        assert values(ticket) == ("account", "critical")
        assert ticket.version == 2

    def test_one_field_of_two(self, api: ApiClient) -> None:
        ticket = create(api, priority="low")
        run()
        assert values(ticket) == ("account", "low")

    @pytest.mark.parametrize("outcome", sorted(UNAVAILABLE))
    def test_what_was_left_untouched_while_the_model_was_away(self, api: ApiClient, outcome: str) -> None:
        ticket = create(api, suggestion_id=shown(outcome), category="billing", priority="medium", touched=[])
        run()
        assert values(ticket) == ("account", "critical")

    def test_history_says_by_whom_and_from_what(self, api: ApiClient) -> None:
        ticket = create(api)
        run()
        events = TicketEvent.objects.filter(ticket=ticket, source="llm").order_by("field")
        assert list(events.values_list("kind", "field", "old_value", "new_value", "actor_role", "actor")) == [
            ("suggested", "category", "billing", "account", "system", None),
            ("suggested", "priority", "medium", "critical", "system", None),
        ]

    def test_the_decision_names_the_new_suggestion_and_keeps_the_old(self, api: ApiClient) -> None:
        ticket = create(api)
        before = Decision.objects.get(pk=ticket.pk)
        run()
        after = Decision.objects.get(pk=ticket.pk)
        assert after.suggestion_id == before.suggestion_id
        assert (after.category, after.category_choice) == ("billing", "filled")  # what people made of the first one
        assert after.caught_up is not None
        assert (after.caught_up.category, after.caught_up.source, after.caught_up.outcome) == ("account", "llm", "ok")

    def test_nothing_where_the_model_agrees(self, api: ApiClient) -> None:
        ticket = create(api)
        assert run(Scripted(category="billing", priority="medium")) == Caught(looked_at=1, changed=0)
        ticket.refresh_from_db()
        assert ticket.version == 1


@pytest.mark.django_db
class TestWhatItLeaves:
    def test_what_somebody_chose(self, api: ApiClient) -> None:
        away = shown("timeout")
        tickets = [
            create(api, category="billing", priority="medium"),
            create(api, suggestion_id=away, category="billing", priority="medium", touched=["category", "priority"]),
            create(api, suggestion_id=away, category="technical", priority="high", touched=[]),
            create(api, suggestion_id=away, category="billing", priority="medium"),
        ]
        before = [values(ticket) for ticket in tickets]
        assert run() == Caught(0, 0)
        assert [values(ticket) for ticket in tickets] == before

    @pytest.mark.parametrize("outcome", ["", *sorted({*Outcome} - UNAVAILABLE - {Outcome.OK})])
    def test_what_was_left_untouched_with_no_model_to_wait_for(self, api: ApiClient, outcome: str) -> None:
        create(api, suggestion_id=shown(outcome), category="billing", priority="medium", touched=[])
        assert run() == Caught(0, 0)

    def test_what_a_model_answered(self, api: ApiClient, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="fake")
        pk = api.post("/api/tickets/classify/", {"description": CHARGED}).json()["suggestion_id"]
        create(api, suggestion_id=pk)
        assert run() == Caught(0, 0)

    def test_what_was_changed_since(self, api: ApiClient) -> None:
        ticket = create(api)
        ticket_update(ticket_id=ticket.pk, changes={"category": "technical"}, actor=AGENT)
        run()
        assert values(ticket) == ("technical", "critical")

    def test_what_was_changed_and_changed_back(self, api: ApiClient) -> None:
        ticket = create(api)
        for category in ("technical", "billing"):
            ticket_update(ticket_id=ticket.pk, changes={"category": category}, actor=AGENT)
        run()
        assert values(ticket) == ("billing", "critical")

    @pytest.mark.parametrize("status", ["resolved", "closed"])
    def test_a_ticket_that_is_done(self, api: ApiClient, status: str) -> None:
        ticket = create(api)
        ticket_update(ticket_id=ticket.pk, changes={"status": status}, actor=AGENT)
        assert run() == Caught(0, 0)

    def test_a_ticket_that_is_gone(self, api: ApiClient) -> None:
        ticket_delete(ticket_id=create(api).pk, actor=AGENT)
        assert run() == Caught(0, 0)


@pytest.mark.django_db
class TestWhileTheModelThinks:
    """A person is quicker."""

    @pytest.mark.parametrize("changes", [{"category": "technical"}, {"status": "resolved"}], ids=str)
    def test_and_changes_the_ticket(self, api: ApiClient, changes: dict[str, str]) -> None:
        ticket = create(api)
        run(Scripted(**MODEL, then=lambda: ticket_update(ticket_id=ticket.pk, changes=changes, actor=AGENT)))
        expected = ("technical", "critical") if "category" in changes else ("billing", "medium")
        assert values(ticket) == expected

    def test_and_deletes_it(self, api: ApiClient) -> None:
        newest = [create(api), create(api)][1]
        deleting = iter([lambda: ticket_delete(ticket_id=newest.pk, actor=AGENT), lambda: None])
        assert run(Scripted(**MODEL, then=lambda: next(deleting)())) == Caught(looked_at=2, changed=1)


@pytest.mark.django_db
class TestWhenItStops:
    @pytest.mark.parametrize("outcome", sorted(UNAVAILABLE))
    def test_while_the_model_is_away(self, api: ApiClient, outcome: Outcome) -> None:
        tickets = [create(api) for _ in range(3)]
        model = Scripted(error=failure(outcome))
        assert run(model) == Caught(0, 0, stopped=outcome)
        assert len(model.requests) == 1
        assert not Decision.objects.filter(caught_up__isnull=False).exists()
        assert run().changed == len(tickets)  # nothing was forgotten

    @pytest.mark.parametrize("outcome", sorted({*Outcome} - UNAVAILABLE - {Outcome.OK}))
    def test_not_for_a_text_that_the_model_cannot_take(self, api: ApiClient, outcome: Outcome) -> None:
        ticket = create(api)
        assert run(Scripted(error=failure(outcome))) == Caught(looked_at=1, changed=0)
        assert values(ticket) == ("billing", "medium")
        assert run() == Caught(0, 0)  # and it is not asked about it again

    def test_at_its_limit_with_the_newest_first(self, api: ApiClient) -> None:
        tickets = [create(api) for _ in range(3)]
        assert run(limit=2) == Caught(2, 2)
        assert [values(ticket)[0] for ticket in tickets] == ["billing", "account", "account"]

    def test_after_having_looked_once(self, api: ApiClient) -> None:
        create(api)
        assert run() == Caught(1, 1)
        assert run() == Caught(0, 0)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_only_one_asks(self, api: ApiClient) -> None:
        create(api)
        beside: list[Caught] = []
        other = Scripted(**MODEL)
        model = Scripted(**MODEL, then=lambda: beside.extend(run_together(lambda: run(other))))
        assert run(model) == Caught(1, 1)
        assert beside == [Caught(0, 0, stopped=BESIDE_ANOTHER)]
        assert other.requests == []

    def test_the_server_notices_soon_that_the_machine_of_the_one_is_gone(self, api: ApiClient) -> None:
        create(api)
        connection.close()  # what others have set is not there
        seen: list[set[str]] = []
        run(Scripted(**MODEL, then=lambda: seen.append(watched())))
        assert seen == [set(KEEPALIVES)]

    def test_the_next_one_may_ask_again(self, api: ApiClient) -> None:
        for expected in (Caught(1, 1), Caught(1, 1)):
            create(api)
            assert run_together(run) == [expected]

    def test_even_without_the_lock_a_ticket_changes_once(self, api: ApiClient, monkeypatch: Any) -> None:
        monkeypatch.setattr("triage.catch_up.alone", lambda _: nullcontext(True))  # as after a lost connection
        ticket = create(api)
        both_asked = threading.Barrier(2)
        model = Scripted(**MODEL, then=lambda: both_asked.wait(LIMIT))
        done = run_together(lambda: run(model), lambda: run(model))
        assert sorted(caught.changed for caught in done) == [0, 1]
        assert TicketEvent.objects.filter(ticket=ticket, source="llm").count() == 2  # one for each field
        assert Suggestion.objects.filter(source="llm").count() == 1


@pytest.mark.django_db
class TestJob:
    def test_it_asks_the_model_of_this_desk(self, api: ApiClient, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="fake")
        ticket = create(api, description=f"{CHARGED} [[fake:set=category:account,priority:high]]")
        assert catch_up_job(timestamp=1_700_000_000) == 1
        assert values(ticket) == ("account", "high")

    def test_without_a_model_there_is_nothing_to_do(self, api: ApiClient, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="off")
        create(api)
        assert catch_up_job(timestamp=1_700_000_000) == 0


@pytest.mark.django_db
class TestCommand:
    def printed(self) -> str:
        call_command("catch_up", stdout=(out := StringIO()))
        return out.getvalue()

    def test_it_says_what_it_did(self, api: ApiClient, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="fake")
        create(api, description=f"{CHARGED} [[fake:set=category:account,priority:high]]")
        assert self.printed() == "Looked at 1 tickets, changed 1.\n"

    def test_it_says_why_it_stopped(self, api: ApiClient, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="fake")
        create(api, description=f"{CHARGED} [[fake:401]]")
        assert "Stopped early (auth)." in self.printed()

    def test_without_a_model_there_is_nothing_to_do(self, use_model: UseModel) -> None:
        use_model(LLM_PROVIDER="off")
        assert "No model is configured" in self.printed()
