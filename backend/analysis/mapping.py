"""The map phase: a chunk's tickets, one after the other, each stored before the next is begun.

A chunk may be begun any number of times: what is stored is not done again, what is not pending any more is not stored,
and nobody asks about it while somebody else does.
"""

import random
import time
from collections.abc import Callable

import structlog
from django.db import Error as DatabaseError
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now

from analysis.choices import ACTIVE_STATUSES, RunTicketStatus
from analysis.classifier import ComeBack, Found, by_keywords, by_model
from analysis.finishing import run_begin, run_settle
from analysis.models import Run, RunTicket
from analysis.words import CRASHED, DELETED, error_for
from inference.runtime import config, get_model
from llm.errors import Outcome
from llm.types import Deadline, Feature
from postgresql.alone import alone
from telemetry.metrics import analysis as metrics
from tickets.models import Ticket

log = structlog.get_logger("desk.analysis")

# Seconds that a ticket waits for a model that is away for a while: a breaker's first three openings (15, 30, 60), so
# that an outage of a minute costs a run no more than a minute.
PATIENCE = 105.0
STEP = 0.5  # seconds between two looks at whether to go on waiting

Stopping = Callable[[], bool]


class Stopped(Exception):
    """The worker must stop; what is left of the chunk is pending."""


def chunk_analyse(*, run_id: int, chunk: int, stopping: Stopping) -> None:
    """Analyses what is pending of the chunk, and ends the map phase if nothing is left of the run.

    Returns early once the run is cancelled, and at once while somebody else is at the chunk: a worker that was believed
    dead may still go on. Raises Stopped, between two tickets or while waiting for the model.
    """
    with alone(f"analysis-chunk-{run_id}-{chunk}") as mine:
        if mine:
            _analyse(run_id, chunk, stopping)
            run_settle(run_id=run_id)


def _analyse(run_id: int, chunk: int, stopping: Stopping) -> None:
    run_begin(run_id=run_id)
    while (run := _going_on(run_id)) and (row := _next(run_id, chunk)):
        if stopping():
            raise Stopped
        ticket = Ticket.objects.filter(pk=row.ticket_id).values("title", "description", "version").first()
        if ticket is None:
            _fail(row, Found(latency_ms=0), DELETED)
            continue
        try:
            found = _ask(run, ticket["title"], ticket["description"], stopping)
        except (DatabaseError, Stopped):
            raise
        except Exception:  # of this ticket's text: the others of the chunk must not suffer for it
            log.exception("ticket_not_analysed", run_id=run_id, ticket_id=row.ticket_id)
            _fail(row, Found(latency_ms=0), CRASHED)
            continue
        _store(row, found, ticket["version"])
        _remember(run, found)


def _going_on(run_id: int) -> Run | None:
    return Run.objects.only("provider", "gave_up_at").filter(pk=run_id, status__in=ACTIVE_STATUSES).first()


def _next(run_id: int, chunk: int) -> RunTicket | None:
    pending = RunTicket.objects.filter(run=run_id, chunk=chunk, status=RunTicketStatus.PENDING)
    return pending.order_by("pk").first()


def _ask(run: Run, title: str, description: str, stopping: Stopping) -> Found:
    if not run.provider:
        return by_keywords(title, description)
    model = get_model(Feature.ANALYSIS)
    if model is None:  # switched off since the run began
        return by_keywords(title, description, outcome=Outcome.MODEL_GONE.value)
    patience = 0.0 if run.gave_up_at else PATIENCE
    until = time.monotonic() + patience
    while True:
        left = until - time.monotonic()
        deadline = Deadline.after(config().background_deadline)
        try:
            return by_model(title, description, model=model, deadline=deadline, patient=left > 0)
        except ComeBack as later:
            if later.seconds > left or not _wait(run.pk, later.seconds, stopping):
                until = 0.0


def _wait(run_id: int, seconds: float, stopping: Stopping) -> bool:
    """Waits a little longer than `seconds`, so that not all ask in the same moment; False if the run has ended."""
    until = time.monotonic() + seconds + random.uniform(STEP, 2 * STEP)  # noqa: S311
    while time.monotonic() < until:
        if stopping():
            raise Stopped
        time.sleep(STEP)
        if _going_on(run_id) is None:
            return False
    return True


def _store(row: RunTicket, found: Found, version: int) -> None:
    if not found.source:
        _fail(row, found, error_for(Outcome(found.outcome)))
        return
    _end(
        row,
        found,
        RunTicketStatus.DONE,
        ticket_version=version,  # of the text that was read
        category=found.category,
        priority=found.priority,
        note=found.note,
        source=found.source,
    )


def _fail(row: RunTicket, found: Found, error: str) -> None:
    _end(row, found, RunTicketStatus.FAILED, error=error)


def _end(row: RunTicket, found: Found, status: RunTicketStatus, **values: object) -> None:
    """One statement, and only if the ticket is still pending: exactly once, whoever else is at it."""
    cost = F("cost_usd") if found.cost_usd is None else Coalesce("cost_usd", Value(0)) + found.cost_usd
    ended = RunTicket.objects.filter(pk=row.pk, status=RunTicketStatus.PENDING).update(
        **values,
        status=status,
        outcome=found.outcome,
        provider=found.provider,
        model=found.model,
        prompt_version=found.prompt_version,
        attempts=F("attempts") + found.attempts,
        input_tokens=F("input_tokens") + found.input_tokens,
        output_tokens=F("output_tokens") + found.output_tokens,
        cost_usd=cost,
        latency_ms=found.latency_ms,
        finished_at=Now(),
    )
    if ended:
        metrics.ended(source=found.source if status == RunTicketStatus.DONE else "", status=status.value)


def _remember(run: Run, found: Found) -> None:
    """Whether to wait for the model: one ticket waited in vain for all of them, until the model answers again."""
    if run.gave_up_at is None and found.outcome == Outcome.BREAKER_OPEN:
        Run.objects.filter(pk=run.pk).update(gave_up_at=Now())
    elif run.gave_up_at is not None and found.outcome == Outcome.OK and found.attempts:
        Run.objects.filter(pk=run.pk).update(gave_up_at=None)
