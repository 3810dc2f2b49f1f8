import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import groupby
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from demo.services import Made, demo_create
from keywords import classify
from tickets import counters
from tickets.choices import DONE_STATUSES, EventKind, Status
from tickets.models import Ticket, TicketDailyCount, TicketEvent, TicketSearch
from triage.models import Decision

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 18, 11, 30, tzinfo=UTC)
DAYS = 60
KINDS = {"accepted": "accepted", "untouched": "accepted", "overridden": "overridden", "filled": "suggested"}


def make(tickets: int = 150, seed: int = 7) -> Made:
    return demo_create(tickets=tickets, days=DAYS, seed=seed, now=NOW)


def histories() -> Iterator[tuple[Ticket, list[TicketEvent]]]:
    tickets = Ticket.objects.in_bulk()
    for ticket_id, events in groupby(
        TicketEvent.objects.order_by("ticket_id", "created_at", "id"), lambda e: e.ticket_id
    ):
        yield tickets.pop(ticket_id), list(events)
    assert not tickets, "tickets without a history"


def test_everything_lies_in_the_past_in_every_table() -> None:
    make()
    assert counters.verify() == []
    for ticket in Ticket.objects.all():
        assert NOW - timedelta(days=DAYS) <= ticket.created_at <= ticket.updated_at <= NOW
    created = dict(Ticket.objects.order_by("id").values_list("id", "created_at"))
    assert dict(TicketSearch.objects.values_list("ticket_id", "created_at")) == created
    assert set(TicketDailyCount.objects.values_list("day", flat=True)) == {at.date() for at in created.values()}
    assert list(created.values()) == sorted(created.values()), "ids do not ascend with the time"


def test_the_history_leads_to_what_the_ticket_is() -> None:
    make()
    for ticket, events in histories():
        assert (events[0].kind, events[0].created_at) == (EventKind.CREATED, ticket.created_at)
        values = {"status": Status.OPEN.value}
        resolved_at = None
        changed_at = set()
        for event in events[1:]:
            assert event.old_value == values.get(event.field, event.old_value)
            values[event.field] = event.new_value
            if event.kind == EventKind.CHANGED:
                changed_at.add(event.created_at)
            if event.field == "status":
                done = event.new_value in DONE_STATUSES
                resolved_at = (resolved_at or event.created_at) if done else None
        assert {field: getattr(ticket, field) for field in values} == values
        assert ticket.resolved_at == resolved_at
        assert ticket.version == 1 + len(changed_at)
        assert ticket.updated_at == max(changed_at, default=ticket.created_at)


def test_agents_are_named_in_the_history_and_cannot_sign_in() -> None:
    make()
    agents = User.objects.filter(id__in=TicketEvent.objects.filter(kind=EventKind.CHANGED).values("actor"))
    assert agents
    assert not TicketEvent.objects.filter(kind=EventKind.CHANGED, actor=None).exists()
    for agent in agents:
        assert agent.get_full_name()
        assert not agent.is_active
        assert not agent.has_usable_password()


def test_suggestions_are_what_the_classifier_says_of_the_text() -> None:
    make()
    decisions = Decision.objects.select_related("suggestion")
    assert decisions
    for decision in decisions:
        ticket = Ticket.objects.get(pk=decision.ticket_id)
        said = classify(ticket.description, ticket.title)
        suggestion = decision.suggestion
        assert (suggestion.category, suggestion.priority) == (said.category, said.priority)
        assert suggestion.source == said.source
        assert suggestion.created_at <= ticket.created_at


def test_decisions_agree_with_the_history() -> None:
    make()
    decisions = {decision.ticket_id: decision for decision in Decision.objects.select_related("suggestion")}
    for ticket, events in histories():
        told = {event.field: event for event in events if event.kind in KINDS.values()}
        decision = decisions.get(ticket.pk)
        for field in ("category", "priority"):
            kind = KINDS.get(getattr(decision, f"{field}_choice")) if decision else None
            assert (told[field].kind if field in told else None) == kind
            if decision and kind:
                suggested = getattr(decision.suggestion, field)
                assert (getattr(decision, field) == suggested) == (kind != "overridden")
                assert told[field].old_value == ("" if kind == "suggested" else suggested)
                assert told[field].new_value == getattr(decision, field)
                assert told[field].source == decision.suggestion.source


def test_most_suggestions_are_accepted_and_some_are_overridden() -> None:
    events = make(300).events
    assert events["accepted"] > 4 * events["overridden"] > 0
    assert events["suggested"] > 0


def test_old_tickets_are_done_and_new_ones_wait() -> None:
    make(300)
    old = Ticket.objects.filter(created_at__lt=NOW - timedelta(days=30))
    assert old.filter(status__in=DONE_STATUSES).count() > 0.85 * old.count() > 0
    new = Ticket.objects.filter(created_at__gte=NOW - timedelta(days=2))
    assert new.exclude(status__in=DONE_STATUSES).count() > 0.4 * new.count() > 0


def content() -> tuple[list[Any], list[Any]]:
    tickets = list(
        Ticket.objects.order_by("id").values_list(
            "title",
            "description",
            "category",
            "priority",
            "status",
            "version",
            "created_at",
            "updated_at",
            "resolved_at",
        )
    )
    events = list(
        TicketEvent.objects.order_by("id").values_list(
            "kind", "field", "old_value", "new_value", "source", "actor__username", "created_at"
        )
    )
    return tickets, events


def test_the_same_seed_makes_the_same_tickets() -> None:
    make(60, seed=3)
    first = content()
    Ticket.objects.all().delete()
    make(60, seed=3)
    assert content() == first
    Ticket.objects.all().delete()
    make(60, seed=4)
    assert content() != first


def test_the_same_seed_makes_the_same_texts_at_another_moment() -> None:
    make(60, seed=3)
    first = content()
    Ticket.objects.all().delete()
    demo_create(tickets=60, days=DAYS, seed=3, now=NOW + timedelta(hours=5))
    later = content()
    assert later != first
    # Times of day within a title do move.
    assert [re.sub(r"\d", "0", row[0]) for row in later[0]] == [re.sub(r"\d", "0", row[0]) for row in first[0]]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_what_it_made() -> None:
    out = run("--tickets", "20", "--days", "7")
    assert "Made 20 tickets" in out
    by_status = {status: Ticket.objects.filter(status=status).count() for status in Status.values}
    assert ", ".join(f"{status} {count}" for status, count in by_status.items()) in out


def test_the_command_leaves_a_desk_in_use_alone_unless_told_to_add() -> None:
    run("--tickets", "5")
    with pytest.raises(CommandError, match="--add"):
        run("--tickets", "5")
    assert Ticket.objects.count() == 5
    run("--tickets", "5", "--add")
    assert Ticket.objects.values("description").distinct().count() == 10


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_the_command_refuses_a_number_that_is_none(number: str) -> None:
    with pytest.raises(CommandError, match="above zero"):
        run(f"--tickets={number}")


def test_what_people_chose_is_dated_as_the_ticket_is() -> None:
    make()
    decisions = Decision.objects.select_related("ticket")
    assert decisions
    assert all(decision.created_at == decision.ticket.created_at for decision in decisions)
