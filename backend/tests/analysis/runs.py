"""Runs whose tickets have been analysed already."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from analysis.choices import Phase, RunStatus, Scope
from analysis.models import Run, RunTicket
from tests.tickets.store import FIRST_DAY, store
from tickets.models import Ticket

ASKED = {"provider": "openai-compatible", "model": "qwen3:4b", "prompt_version": "analysis-1"}
NOTES = (
    "The invoice arrived twice.",
    "Password reset mail never arrives.",
    "The export crashes with error 502.",
    "Wants to change the delivery address.",
)


def analysed(tickets: Sequence[Ticket], *, with_model: bool = True, notes: Iterable[str] = (), **values: Any) -> Run:
    """A run at the end of its map phase. Each ticket keeps its own category and priority; `values` are the run's."""
    now = timezone.now()
    asked = ASKED if with_model else {}
    state = {"status": RunStatus.PROCESSING, "phase": Phase.MAPPING, "started_at": now}
    run = Run.objects.create(scope=Scope.TICKETS, **{**state, **asked, **values})
    given = [*notes] or [NOTES[number % len(NOTES)] for number in range(len(tickets))]
    how = {"source": "llm", "outcome": "ok", **asked} if with_model else {"source": "keywords"}
    RunTicket.objects.bulk_create(
        RunTicket(
            run=run,
            ticket=ticket,
            ticket_version=1,
            old_category=ticket.category,
            old_priority=ticket.priority,
            status="done",
            category=ticket.category,
            priority=ticket.priority,
            note=note,
            finished_at=now,
            **how,
        )
        for ticket, note in zip(tickets, given, strict=True)
    )
    return run


def tickets(number: int, **values: Any) -> list[Ticket]:
    """Stored past the service, an hour apart."""
    return store(*({"created_at": FIRST_DAY, **values} for _ in range(number)))


def ids_in(prompt: str) -> list[int]:
    """The numbers after # at the beginning of its lines."""
    return [int(number) for number in re.findall(r"^#(\d+) ", prompt, re.MULTILINE)]
