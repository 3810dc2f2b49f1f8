"""What becomes of a made-up ticket: agents pick it up, correct it, resolve it, and some come back."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from demo.rhythm import working_time
from demo.writing import Text
from tickets import history
from tickets.actors import Actor
from tickets.choices import DONE_STATUSES, Priority, Status
from tickets.models import Ticket, TicketEvent

# Median hours until somebody picks a ticket up, and from there until it is resolved; the rest is spread around them
# log-normally, as support times are: many near the median, a few very long.
_PICKED_UP = {"critical": 0.4, "high": 3.0, "medium": 9.0, "low": 24.0}
_RESOLVED = {"critical": 3.5, "high": 10.0, "medium": 26.0, "low": 40.0}
_SPREAD = 0.8

_NEVER_PICKED_UP = 0.04
_STUCK = 0.04
_ANSWERED_AT_ONCE = 0.15
_CORRECTED = 0.75
_REOPENED = 0.06
_CLOSED = 0.85

_Step = tuple[datetime, dict[str, str]]


def live(rng: Random, ticket: Ticket, text: Text, agents: Sequence[Actor], *, now: datetime) -> list[TicketEvent]:
    """Takes a new ticket through its life up to `now`, and returns its history, oldest first."""
    agent = rng.choice(agents)
    events = []
    for at, changes in _steps(rng, ticket, text):
        if at > now:
            break
        events += _change(ticket, changes, agent, at)
    return events


def _steps(rng: Random, ticket: Ticket, text: Text) -> Iterator[_Step]:
    """The changes and their times, whether or not they have happened yet."""
    if rng.random() < _NEVER_PICKED_UP:
        return
    at = _later(rng, ticket.created_at, _PICKED_UP[text.priority], ticket.priority)
    corrections = {"category": text.category, "priority": text.priority} if rng.random() < _CORRECTED else {}
    if text.priority in (Priority.LOW, Priority.MEDIUM) and rng.random() < _ANSWERED_AT_ONCE:
        yield at, {"status": Status.RESOLVED, **corrections}
    else:
        yield at, {"status": Status.IN_PROGRESS, **corrections}
        if rng.random() < _STUCK:
            return
        at = _later(rng, at, _RESOLVED[text.priority], ticket.priority)
        yield at, {"status": Status.RESOLVED}
    if rng.random() < _REOPENED:
        at = _later(rng, at, 20, ticket.priority)
        yield at, {"status": Status.IN_PROGRESS}
        at = _later(rng, at, 10, ticket.priority)
        yield at, {"status": Status.RESOLVED}
    if rng.random() < _CLOSED:
        yield working_time(rng, at + timedelta(days=rng.uniform(2, 7))), {"status": Status.CLOSED}


def _later(rng: Random, at: datetime, median_hours: float, priority: str) -> datetime:
    """Some hours on, within working hours unless it is critical."""
    moment = at + timedelta(hours=rng.lognormvariate(math.log(median_hours), _SPREAD))
    return moment if priority == Priority.CRITICAL else working_time(rng, moment)


def _change(ticket: Ticket, changes: Mapping[str, str], actor: Actor, at: datetime) -> list[TicketEvent]:
    """The same as tickets.services.ticket_update, at another time than now and without the database."""
    changed = {field: value for field, value in changes.items() if getattr(ticket, field) != value}
    events = history.changed_events(ticket, changed, actor)
    for event in events:
        event.created_at = at
    for field, value in changed.items():
        setattr(ticket, field, value)
    done = ticket.status in DONE_STATUSES
    if done != (ticket.resolved_at is not None):
        ticket.resolved_at = at if done else None
    ticket.version += 1
    ticket.updated_at = at
    return events
