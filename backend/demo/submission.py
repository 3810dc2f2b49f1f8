"""How a made-up ticket is submitted: what the desk suggests for it, and what the requester makes of that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from demo.writing import Text
from tickets import history
from tickets.actors import Actor
from tickets.choices import ActorRole, Priority
from tickets.drafts import Draft
from tickets.models import Ticket, TicketEvent
from tickets.suggesting import Outcome, Suggested
from triage.models import Suggestion
from triage.services import suggestion_build

_REQUESTER = Actor(ActorRole.REQUESTER)

# Per hundred tickets: from the form, where the suggestion is shown; from another system that leaves both fields to the
# desk; from one that fills in both.
_CHANNELS = {"form": 78, "unfilled": 12, "filled": 10}

# How often a requester puts a wrong suggestion right, makes a right priority high, and confirms a suggested value.
_NOTICES_CATEGORY = 0.6
_NOTICES_PRIORITY = 0.4
_EXAGGERATES = 0.05
_CONFIRMS = 0.2


@dataclass(frozen=True, slots=True)
class Submission:
    """A new ticket with its first history entries, and the suggestion behind it if there was one."""

    ticket: Ticket
    events: list[TicketEvent]
    suggestion: Suggestion | None = None
    outcome: Outcome | None = None


def submit(rng: Random, text: Text, *, ticket_id: int, at: datetime) -> Submission:
    """The ticket as it is right after `at`. What the desk suggests is what it would really have said to this text."""
    channel = rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    if channel == "filled":
        ticket = _ticket(text, ticket_id, at, text.category, text.priority)
        return Submission(ticket, _dated([history.created_event(ticket, _REQUESTER)], at))
    seen = channel == "form"
    suggestion = suggestion_build(description=text.description, title=text.title)
    suggestion.created_at = at - timedelta(seconds=rng.uniform(4, 90)) if seen else at
    draft = _form(rng, text, suggestion) if seen else Draft(text.title, text.description)
    ticket = _ticket(text, ticket_id, at, draft.category or suggestion.category, draft.priority or suggestion.priority)
    suggested = Suggested(suggestion.id, suggestion.category, suggestion.priority, suggestion.source, seen=seen)
    outcome = Outcome(
        ticket_id=ticket_id,
        suggestion_id=suggestion.id,
        category=ticket.category,
        category_choice=suggested.choice(draft, "category"),
        priority=ticket.priority,
        priority_choice=suggested.choice(draft, "priority"),
    )
    told = [
        history.created_event(ticket, _REQUESTER),
        *history.suggestion_events(ticket, suggested, outcome, _REQUESTER),
    ]
    return Submission(ticket, _dated(told, at), suggestion, outcome)


def _form(rng: Random, text: Text, suggestion: Suggestion) -> Draft:
    """What somebody makes of the form, who sees the suggestion in it."""
    category, priority = suggestion.category, suggestion.priority
    if rng.random() < _NOTICES_CATEGORY:
        category = text.category
    if priority != text.priority and rng.random() < _NOTICES_PRIORITY:
        priority = text.priority
    elif rng.random() < _EXAGGERATES:
        priority = Priority.HIGH
    chosen = {
        "category": category != suggestion.category or rng.random() < _CONFIRMS,
        "priority": priority != suggestion.priority or rng.random() < _CONFIRMS,
    }
    touched = frozenset(field for field, by_hand in chosen.items() if by_hand)
    return Draft(text.title, text.description, category, priority, suggestion_id=suggestion.id, touched=touched)


def _ticket(text: Text, ticket_id: int, at: datetime, category: str, priority: str) -> Ticket:
    return Ticket(
        id=ticket_id,
        title=text.title,
        description=text.description,
        category=category,
        priority=priority,
        status="open",
        version=1,
        created_at=at,
        updated_at=at,
    )


def _dated(events: list[TicketEvent], at: datetime) -> list[TicketEvent]:
    for event in events:
        event.created_at = at
    return events
