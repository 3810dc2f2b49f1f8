"""After an outage: tickets whose values came from keywords because no model could be asked are triaged again.

Never over a value that a person chose, at first or since, and only while the ticket is not done.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from inference.runtime import config
from llm.errors import Outcome
from llm.types import Deadline, Model
from postgresql.alone import alone
from tickets.choices import DONE_STATUSES, Status
from tickets.models import Ticket
from tickets.services import ticket_fill
from triage.accuracy import FIELDS
from triage.classifier import classify
from triage.models import Choice, Decision
from triage.models.suggestion import BY_MODEL
from triage.services import suggestion_from, suggestions_insert

# Asking was not possible, or would not have been: it says nothing of the text, so it is worth asking again.
UNAVAILABLE = frozenset(
    {
        Outcome.TIMEOUT,
        Outcome.CONNECTION,
        Outcome.RATE_LIMITED,
        Outcome.SERVER_ERROR,
        Outcome.AUTH,
        Outcome.MODEL_GONE,
        Outcome.REJECTED,
        Outcome.BREAKER_OPEN,
        Outcome.BULKHEAD_FULL,
        Outcome.BUDGET_SPENT,
    }
)


BESIDE_ANOTHER = "another process catches up"


@dataclass(frozen=True, slots=True)
class Caught:
    """`looked_at` tickets, `changed` of them; `stopped` tells why the rest must wait, "" if nothing is left."""

    looked_at: int
    changed: int
    stopped: str = ""


def _waits(field: str) -> Q:
    """Nobody chose `field`: the desk filled it in, or a person left what they were shown while the model was away."""
    return Q(**{f"{field}_choice": Choice.FILLED}) | Q(
        **{f"{field}_choice": Choice.UNTOUCHED, "suggestion__outcome__in": sorted(UNAVAILABLE)}
    )


def _undone() -> list[str]:
    return sorted(set(Status.values) - DONE_STATUSES)


def waiting(limit: int) -> list[Decision]:
    """Up to `limit` decisions to look at again, the newest first, with `category_waits` and `priority_waits`."""
    category, priority = _waits("category"), _waits("priority")
    found = (
        Decision.objects.filter(category | priority, caught_up__isnull=True)
        .annotate(category_waits=category, priority_waits=priority)
        .filter(ticket__status__in=_undone())
        .exclude(suggestion__source__in=BY_MODEL)
        .select_related("suggestion", "ticket")
        .order_by("-created_at", "-pk")
    )
    return list(found[:limit])


def catch_up(*, model: Model, limit: int) -> Caught:
    """Asks about up to `limit` tickets, one after the other; stops when the model cannot be asked.

    One at a time over all processes, so that no two pay for the same answer: does nothing beside another.
    """
    with alone("triage-catch-up") as mine:
        return _catch_up(model, limit) if mine else Caught(0, 0, stopped=BESIDE_ANOTHER)


def _catch_up(model: Model, limit: int) -> Caught:
    looked_at = changed = 0
    for decision in waiting(limit):
        ticket: Ticket = decision.ticket
        deadline = Deadline.after(config().background_deadline)
        found = classify(description=ticket.description, title=ticket.title, model=model, deadline=deadline)
        if found.outcome in UNAVAILABLE:
            return Caught(looked_at, changed, stopped=found.outcome)
        looked_at += 1
        suggestion = suggestion_from(found, description=ticket.description)
        with transaction.atomic():
            suggestions_insert([suggestion])
            mine = Decision.objects.filter(pk=decision.pk, caught_up__isnull=True).update(caught_up=suggestion)
            if not mine or not _still_undone(ticket):
                transaction.set_rollback(True)  # another process was quicker, or a person while the model thought
            elif found.source in BY_MODEL:
                waits = [field for field in FIELDS if getattr(decision, f"{field}_waits")]
                values: dict[str, str] = {field: getattr(found, field) for field in waits}
                changed += bool(ticket_fill(ticket_id=ticket.pk, values=values, source=found.source))
    return Caught(looked_at, changed)


def _still_undone(ticket: Ticket) -> bool:
    """Neither resolved nor deleted, and it stays so until the transaction ends."""
    return Ticket.objects.select_for_update(no_key=True).filter(pk=ticket.pk, status__in=_undone()).exists()
