"""The entries of a ticket's history."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from tickets.actors import SYSTEM, Actor
from tickets.choices import EventKind
from tickets.models import Ticket, TicketEvent
from tickets.suggesting import FieldChoice, Outcome, Suggested

_KINDS = {
    "accepted": EventKind.ACCEPTED,
    "untouched": EventKind.ACCEPTED,
    "overridden": EventKind.OVERRIDDEN,
    "filled": EventKind.SUGGESTED,
}


def created_event(ticket: Ticket, actor: Actor) -> TicketEvent:
    """The first entry of every history."""
    return TicketEvent(
        ticket=ticket,
        kind=EventKind.CREATED,
        field="",
        old_value="",
        new_value="",
        source="",
        actor_role=actor.role,
        actor=actor.user,
    )


def suggestion_events(ticket: Ticket, suggested: Suggested, outcome: Outcome, actor: Actor) -> Iterator[TicketEvent]:
    """One entry for each field that a suggestion had a part in."""
    fields: list[tuple[str, str, str, FieldChoice]] = [
        ("category", suggested.category, ticket.category, outcome.category_choice),
        ("priority", suggested.priority, ticket.priority, outcome.priority_choice),
    ]
    for field, suggested_value, value, choice in fields:
        if choice == "independent":
            continue
        filled = choice == "filled"
        by = SYSTEM if filled else actor
        yield TicketEvent(
            ticket=ticket,
            kind=_KINDS[choice],
            field=field,
            old_value="" if filled else suggested_value,
            new_value=value,
            source=suggested.source,
            actor_role=by.role,
            actor=by.user,
        )


def changed_events(before: Ticket, changes: Mapping[str, Any], actor: Actor, source: str = "") -> list[TicketEvent]:
    """One entry for each changed field; `before` still has the old values, `source` is that of an analysis."""
    return [
        TicketEvent(
            ticket=before,
            kind=EventKind.APPLIED if source else EventKind.CHANGED,
            field=field,
            old_value=_told(getattr(before, field)),
            new_value=_told(value),
            source=source,
            actor_role=actor.role,
            actor=actor.user,
        )
        for field, value in changes.items()
    ]


def _told(value: str | User | None) -> str:
    """An account by the name it has now, which tells more of what was done than the one it may get later."""
    if value is None:
        return ""
    return value if isinstance(value, str) else value.display_name


def filled_events(before: Ticket, changes: dict[str, str], source: str) -> list[TicketEvent]:
    """One entry for each field that a later suggestion set; `before` still has the old values."""
    return [
        TicketEvent(
            ticket=before,
            kind=EventKind.SUGGESTED,
            field=field,
            old_value=getattr(before, field),
            new_value=value,
            source=source,
            actor_role=SYSTEM.role,
        )
        for field, value in changes.items()
    ]
