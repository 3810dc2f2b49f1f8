"""Everything that writes tickets."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from tickets import history, measuring, storing
from tickets.actors import Actor
from tickets.choices import EventKind
from tickets.drafts import Draft
from tickets.models import Ticket, TicketEvent
from tickets.suggesting import Outcome, Suggested, Suggester, get_suggester

log = structlog.get_logger("desk.tickets")

# A person chose the value: nothing fills it in afterwards.
BY_HAND = [EventKind.CHANGED, EventKind.APPLIED]


class StaleTicket(Exception):
    """The ticket was changed after the caller last read it. `current` is what it is now."""

    def __init__(self, current: Ticket) -> None:
        super().__init__(f"Ticket {current.pk} is at version {current.version} by now.")
        self.current = current


def tickets_create(*, drafts: Sequence[Draft], actor: Actor) -> list[Ticket]:
    """Creates all of them or none, and returns them in the order of `drafts`.

    A value that nobody chose is filled in from the suggestion that the draft names, or from a new one. Within a
    transaction of the caller's an error ends that as a whole.
    """
    suggester = get_suggester()
    with transaction.atomic(savepoint=False):
        suggestions = _suggestions_for(drafts, suggester)
        tickets = storing.insert_tickets(
            [_first_values(draft, suggested) for draft, suggested in zip(drafts, suggestions, strict=True)]
        )
        events = [history.created_event(ticket, actor) for ticket in tickets]
        decided: list[tuple[Suggested, Outcome]] = []
        for draft, ticket, suggested in zip(drafts, tickets, suggestions, strict=True):
            if suggested is None:
                continue
            outcome = _outcome(draft, ticket, suggested)
            decided.append((suggested, outcome))
            events.extend(history.suggestion_events(ticket, suggested, outcome, actor))
        storing.insert_events(events)
        suggester.record([outcome for _, outcome in decided])
        transaction.on_commit(partial(measuring.created, suggestions, decided), robust=True)
    return tickets


def _suggestions_for(drafts: Sequence[Draft], suggester: Suggester) -> list[Suggested | None]:
    shown: Mapping[UUID, Suggested] = {}
    if named := {draft.suggestion_id for draft in drafts if draft.suggestion_id}:
        shown = suggester.recall(named)
    # An expired suggestion must not stop a ticket that somebody has just written: it counts as none.
    suggestions = [shown.get(draft.suggestion_id) if draft.suggestion_id else None for draft in drafts]
    wanting = [
        index
        for index, (draft, suggested) in enumerate(zip(drafts, suggestions, strict=True))
        if suggested is None and (draft.category is None or draft.priority is None)
    ]
    if wanting:
        for index, suggested in zip(wanting, suggester.suggest([drafts[index] for index in wanting]), strict=True):
            suggestions[index] = suggested
    return suggestions


def _first_values(draft: Draft, suggested: Suggested | None) -> tuple[str, str, str, str, str]:
    """Title, description, category, priority and status."""
    category, priority = draft.category, draft.priority
    if suggested is not None:
        category, priority = category or suggested.category, priority or suggested.priority
    assert category is not None
    assert priority is not None
    return draft.title, draft.description, category, priority, draft.status


def _outcome(draft: Draft, ticket: Ticket, suggested: Suggested) -> Outcome:
    return Outcome(
        ticket_id=ticket.pk,
        suggestion_id=suggested.id,
        category=ticket.category,
        category_choice=suggested.choice(draft, "category"),
        priority=ticket.priority,
        priority_choice=suggested.choice(draft, "priority"),
    )


def ticket_fill(*, ticket_id: int, values: Mapping[str, str], source: str) -> list[str]:
    """Sets fields to what was suggested later, except those that were changed since; returns the ones it set.

    Raises Ticket.DoesNotExist.
    """
    with transaction.atomic():
        ticket = storing.lock_ticket(ticket_id)
        by_hand = set(
            TicketEvent.objects.filter(ticket=ticket, kind__in=BY_HAND, field__in=values).values_list(
                "field", flat=True
            )
        )
        changed = {
            field: value for field, value in values.items() if field not in by_hand and getattr(ticket, field) != value
        }
        if changed:
            storing.change_ticket(ticket, changed, history.filled_events(ticket, changed, source))
    return list(changed)


def ticket_update(
    *, ticket_id: int, changes: Mapping[str, Any], actor: Actor, version: int | None = None, source: str = ""
) -> Ticket:
    """Changes the given fields (title, description, category, priority, status, assignee) and writes the history.

    The assignee is a User or None. `version` is the one the caller last read; None overwrites the given fields
    whatever they are by now. Setting what is set already changes nothing, not even the version. `source` says who made
    the analysis that the actor took the values from, if they did. Raises Ticket.DoesNotExist, and StaleTicket.
    """
    with transaction.atomic():
        # Locked, because the history tells the values before and after: nobody may come in between.
        ticket = storing.lock_ticket(ticket_id)
        if version is not None and version != ticket.version:
            raise StaleTicket(ticket)
        changed = {field: value for field, value in changes.items() if getattr(ticket, field) != value}
        if not changed:
            return ticket
        return storing.change_ticket(ticket, changed, history.changed_events(ticket, changed, actor, source))


def ticket_delete(*, ticket_id: int, actor: Actor) -> None:
    """Deletes a ticket with its history; a log line is what is left to tell who did. Raises Ticket.DoesNotExist."""
    deleted, _ = Ticket.objects.filter(pk=ticket_id).delete()
    if not deleted:
        raise Ticket.DoesNotExist
    user = actor.user.pk if actor.user else None
    transaction.on_commit(partial(log.info, "ticket_deleted", ticket=ticket_id, role=str(actor.role), user=user))
