"""Starting a run, and trying again what failed in it: which of two runs gets a ticket is decided by an index."""

from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Coalesce, Now

from accounts.models import User
from analysis.choices import FINISHED_STATUSES, Phase, RunStatus, RunTicketStatus
from analysis.estimate import engine, estimate
from analysis.models import Run, RunTicket
from analysis.queue import enqueue_chunks, enqueue_reduce
from analysis.selection import Selection, Wanted
from analysis.words import DELETED

# In the order of the tickets: two transactions that insert the same ones wait for each other, but never both ways.
_TAKE = """
INSERT INTO analysis_runticket (run_id, ticket_id, ticket_version, old_category, old_priority, chunk, status, active)
SELECT %(run)s, id, version, category, priority, (row_number() OVER (ORDER BY id) - 1) / %(chunk)s, 'pending', true
FROM tickets_ticket WHERE id = ANY(%(tickets)s) ORDER BY id
ON CONFLICT (ticket_id) WHERE active DO NOTHING
"""

# What the other run inserted is committed by now, or we would still wait; it may have let go of the ticket already.
_SKIP = """
INSERT INTO analysis_runticket (run_id, ticket_id, ticket_version, old_category, old_priority,
                                status, active, held_by_id)
SELECT %(run)s, t.id, t.version, t.category, t.priority, 'skipped', false, holder.run_id
FROM tickets_ticket AS t
LEFT JOIN analysis_runticket AS holder ON holder.ticket_id = t.id AND holder.active
WHERE t.id = ANY(%(tickets)s)
  AND NOT EXISTS (SELECT 1 FROM analysis_runticket AS mine WHERE mine.run_id = %(run)s AND mine.ticket_id = t.id)
"""

# Deleted and inserted anew, because an UPDATE cannot leave out the tickets that another run has taken since. What the
# earlier attempts used stays on the bill.
_TAKE_AGAIN = """
WITH again AS (
    DELETE FROM analysis_runticket
    WHERE run_id = %(run)s AND (status = 'cancelled' OR (status = 'failed' AND error <> %(final)s))
    RETURNING *
)
INSERT INTO analysis_runticket (run_id, ticket_id, ticket_version, old_category, old_priority, chunk, status, active,
                                attempts, input_tokens, output_tokens, cost_usd)
SELECT run_id, ticket_id, ticket_version, old_category, old_priority,
       %(first)s + (row_number() OVER (ORDER BY ticket_id) - 1) / %(chunk)s, 'pending', true,
       attempts, input_tokens, output_tokens, cost_usd
FROM again ORDER BY ticket_id
ON CONFLICT (ticket_id) WHERE active DO NOTHING
"""


class NothingToAnalyze(Exception):
    """No ticket is wanted."""


class AllHeld(Exception):
    """Other runs hold every ticket that is wanted; `run_ids` names them, as far as they still do."""

    def __init__(self, run_ids: list[int]) -> None:
        super().__init__("Other runs hold all of these tickets.")
        self.run_ids = run_ids


class NothingToRetry(Exception):
    """The run is not finished, or none of its tickets failed in a way that trying again could help."""


def run_start(*, wanted: Wanted, selection: Selection, user: User | None) -> Run:
    """A run over the selected tickets that no other run holds, with its jobs: all of it or nothing.

    Raises NothingToAnalyze and AllHeld. A ticket that was deleted since it was selected is left out.
    """
    if not selection.ids:
        raise NothingToAnalyze
    asked, expected = engine(), estimate(selection.ids)
    with transaction.atomic():
        run: Run = Run.objects.create(
            scope=wanted.scope,
            filter=wanted.filter,
            left_out=selection.left_out,
            provider=asked.provider,
            model=asked.model,
            prompt_version=asked.prompt_version,
            estimate_input_tokens=expected.input_tokens,
            estimate_output_tokens=expected.output_tokens,
            estimate_cost_usd=expected.cost_usd,
            estimate_seconds=expected.seconds,
            created_by=user,
        )
        values = {"run": run.pk, "tickets": selection.ids, "chunk": settings.ANALYSIS_CHUNK}
        _execute(_TAKE, values)
        _execute(_SKIP, values)
        chunks = _chunks(run.pk)
        if not chunks:
            raise AllHeld(_holders(run.pk)) if RunTicket.objects.filter(run=run).exists() else NothingToAnalyze
        enqueue_chunks(run.pk, chunks)
    return run


def run_retry(*, run_id: int) -> Run:
    """The tickets that failed, or that a cancellation left, are analysed again, and then the whole is summed up anew.

    Those that another run holds by now are skipped. If only the summary failed, it alone is made again.
    Raises Run.DoesNotExist, NothingToRetry and AllHeld.
    """
    with transaction.atomic():
        run: Run = Run.objects.select_for_update(no_key=True).get(pk=run_id)
        if run.status not in FINISHED_STATUSES:
            raise NothingToRetry
        last = RunTicket.objects.filter(run=run).order_by("-chunk").values_list("chunk", flat=True).first() or 0
        values = {"run": run.pk, "final": DELETED, "first": last + 1, "chunk": settings.ANALYSIS_CHUNK}
        again = _retryable_ids(run.pk)
        if not again:
            return _sum_up_again(run)
        _execute(_TAKE_AGAIN, values)
        _execute(_SKIP, {"run": run.pk, "tickets": again})
        chunks = _chunks(run.pk)
        if not chunks:
            raise AllHeld(_holders(run.pk))
        enqueue_chunks(run.pk, chunks)
        return _reopen(run, Phase.MAPPING)


def _sum_up_again(run: Run) -> Run:
    """Where every ticket is analysed, and only the summary failed."""
    if run.status != RunStatus.FAILED or not RunTicket.objects.filter(run=run, status=RunTicketStatus.DONE).exists():
        raise NothingToRetry
    enqueue_reduce(run.pk)
    return _reopen(run, Phase.REDUCING)


def _reopen(run: Run, phase: Phase) -> Run:
    Run.objects.filter(pk=run.pk).update(
        status=RunStatus.PROCESSING,
        phase=phase,
        started_at=Coalesce("started_at", Now()),
        finished_at=None,
        gave_up_at=None,
        error="",
    )
    run.refresh_from_db()
    return run


def _retryable_ids(run_id: int) -> list[int]:
    stopped = RunTicket.objects.filter(run=run_id, status__in=[RunTicketStatus.FAILED, RunTicketStatus.CANCELLED])
    return list(stopped.exclude(error=DELETED).values_list("ticket_id", flat=True))


def _holders(run_id: int) -> list[int]:
    held = RunTicket.objects.filter(run=run_id, held_by__isnull=False)
    return list(held.order_by("held_by_id").values_list("held_by_id", flat=True).distinct())


def _chunks(run_id: int) -> list[int]:
    """The chunks in which there is something to do."""
    pending = RunTicket.objects.filter(run=run_id, status=RunTicketStatus.PENDING)
    return list(pending.order_by("chunk").values_list("chunk", flat=True).distinct())


def _execute(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
