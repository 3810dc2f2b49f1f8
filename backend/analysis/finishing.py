"""How a run goes on from phase to phase, and how it ends."""

import structlog
from django.db import transaction
from django.db.models import Exists
from django.db.models.functions import Now

from analysis.choices import ACTIVE_STATUSES, Phase, RunStatus, RunTicketStatus
from analysis.models import Run, RunTicket
from analysis.queue import enqueue_reduce

log = structlog.get_logger("desk.analysis")

NOTHING_DONE = "None of the tickets could be analysed. The reasons stand below: try again once they are gone."


class RunNotActive(Exception):
    """The run has ended already."""


def run_begin(*, run_id: int) -> None:
    """Begins the map phase; does nothing if it has begun."""
    Run.objects.filter(pk=run_id, status=RunStatus.PENDING).update(
        status=RunStatus.PROCESSING, phase=Phase.MAPPING, started_at=Now()
    )


def run_settle(*, run_id: int) -> None:
    """Ends the map phase if no ticket is pending: of all jobs that find it so, the conditional UPDATE picks one."""
    pending = RunTicket.objects.filter(run=run_id, status=RunTicketStatus.PENDING)
    with transaction.atomic():
        mine = Run.objects.filter(~Exists(pending), pk=run_id, status=RunStatus.PROCESSING, phase=Phase.MAPPING)
        if not mine.update(phase=Phase.REDUCING):
            return
        _let_go(run_id)
        if RunTicket.objects.filter(run=run_id, status=RunTicketStatus.DONE).exists():
            enqueue_reduce(run_id)
        else:
            run_fail(run_id=run_id, error=NOTHING_DONE)


def run_cancel(*, run_id: int) -> None:
    """Ends the run; what is done is kept. Workers notice before their next ticket, and store nothing afterwards.

    Raises Run.DoesNotExist and RunNotActive.
    """
    with transaction.atomic():
        ended = Run.objects.filter(pk=run_id, status__in=ACTIVE_STATUSES).update(
            status=RunStatus.CANCELLED, phase=Phase.FINISHED, finished_at=Now()
        )
        if not ended:
            Run.objects.only("pk").get(pk=run_id)
            raise RunNotActive
        RunTicket.objects.filter(run=run_id, status=RunTicketStatus.PENDING).update(
            status=RunTicketStatus.CANCELLED, active=False, finished_at=Now()
        )
        _let_go(run_id)


def run_fail(*, run_id: int, error: str) -> None:
    """Ends a run that cannot go on; does nothing if it has ended."""
    with transaction.atomic():
        failed = Run.objects.filter(pk=run_id, status__in=ACTIVE_STATUSES).update(
            status=RunStatus.FAILED, phase=Phase.FINISHED, finished_at=Now(), error=error
        )
        if failed:
            RunTicket.objects.filter(run=run_id, status=RunTicketStatus.PENDING).update(
                status=RunTicketStatus.CANCELLED, active=False, finished_at=Now()
            )
            _let_go(run_id)
            log.warning("run_failed", run_id=run_id, error=error)


def _let_go(run_id: int) -> None:
    """Other runs may have the tickets now."""
    RunTicket.objects.filter(run=run_id, active=True).update(active=False)
