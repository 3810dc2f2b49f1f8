"""Runs held against their jobs: one whose jobs are lost, or failed for good, must not go on for ever."""

from dataclasses import dataclass, field

import structlog
from django.db import transaction
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from analysis.choices import Phase, RunTicketStatus
from analysis.finishing import run_begin, run_fail, run_settle
from analysis.models import Run, RunTicket
from analysis.queue import CHUNK_TASK, REDUCE_TASK, enqueue_chunks, enqueue_reduce
from analysis.selectors.progress import active_runs
from analysis.words import LOST
from jobs.models import JobError

log = structlog.get_logger("desk.analysis")

_LIVE = {Status.TODO.value, Status.DOING.value}


@dataclass(slots=True)
class _Jobs:
    """The chunks and the reduce jobs of a run by what has become of them, as far as they are kept."""

    live_chunks: set[int] = field(default_factory=set)
    failed_chunks: set[int] = field(default_factory=set)
    reducing: bool = False
    reduce_failed: int | None = None  # the id of the latest, if it has failed


def runs_reconcile() -> None:
    """Enqueues what runs under way have lost; where a job failed for good, its tickets or the run have failed."""
    for run in active_runs():
        run_reconcile(run)


def run_reconcile(run: Run) -> None:
    """The jobs are read first: what is pending after that, and has none, has lost it."""
    jobs = _jobs(run)
    if run.phase == Phase.REDUCING:
        _reconcile_reduce(run, jobs)
        return
    pending = set(
        RunTicket.objects.filter(run=run, status=RunTicketStatus.PENDING).values_list("chunk", flat=True).distinct()
    )
    failed = (pending & jobs.failed_chunks) - jobs.live_chunks
    if failed or not pending:
        run_begin(run_id=run.pk)  # its jobs may have failed before they did: only what has begun can end
    if failed:
        RunTicket.objects.filter(run=run, chunk__in=failed, status=RunTicketStatus.PENDING).update(
            status=RunTicketStatus.FAILED, error=LOST, finished_at=Now()
        )
    if lost := sorted(pending - jobs.live_chunks - jobs.failed_chunks):
        enqueue_chunks(run.pk, lost)
    if lost or failed:
        log.warning("run_reconciled", run_id=run.pk, lost_chunks=len(lost), failed_chunks=len(failed))
    run_settle(run_id=run.pk)


def _reconcile_reduce(run: Run, jobs: _Jobs) -> None:
    if jobs.reducing:
        return
    if jobs.reduce_failed is None:
        with transaction.atomic():
            enqueue_reduce(run.pk)
        log.warning("run_reconciled", run_id=run.pk, lost_reduce=True)
        return
    why = JobError.objects.filter(pk=jobs.reduce_failed).values_list("error", flat=True).first()
    run_fail(run_id=run.pk, error=f"The summary could not be made. {why or 'Its job failed too often.'}")


def _jobs(run: Run) -> _Jobs:
    found = _Jobs()
    rows = ProcrastinateJob.objects.filter(
        task_name__in=[CHUNK_TASK, REDUCE_TASK], args__run_id=run.pk, status__in=[*_LIVE, Status.FAILED.value]
    )
    for job_id, task, status, args in rows.order_by("id").values_list("id", "task_name", "status", "args"):
        live = status in _LIVE
        if task == CHUNK_TASK:
            (found.live_chunks if live else found.failed_chunks).add(args["chunk"])
        elif live:
            found.reducing = True
        else:
            found.reduce_failed = job_id
    return found
