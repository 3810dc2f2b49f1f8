"""Jobs that have failed for good: seeing them, and running them once more."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.manager import JobManager

from jobs.enqueueing import REQUEST_ID
from jobs.models import JobError

_manager = JobManager(DjangoConnector())


class NotFailed(Exception):
    """There is no failed job of this id."""


class AlreadyWaiting(Exception):
    """Another job with the same queueing lock waits, and will do the same."""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job, with the error of its last attempt; "" if none was kept."""

    id: int
    queue: str
    task: str
    arguments: dict[str, Any]
    attempts: int
    error: str


def failed_jobs(*, limit: int, ids: Collection[int] | None = None) -> list[FailedJob]:
    """Up to `limit` failed jobs (of those named by `ids`), the newest first."""
    jobs = ProcrastinateJob.objects.filter(status="failed")
    if ids is not None:
        jobs = jobs.filter(pk__in=ids)
    found = list(jobs.order_by("-pk")[:limit])
    errors = dict(JobError.objects.filter(pk__in=[job.pk for job in found]).values_list("pk", "error"))
    return [
        FailedJob(
            id=job.pk,
            queue=job.queue_name,
            task=job.task_name,
            arguments={name: value for name, value in job.args.items() if name != REQUEST_ID},
            attempts=job.attempts,
            error=errors.get(job.pk, ""),
        )
        for job in found
    ]


def job_retry(*, job_id: int) -> None:
    """Puts a failed job back into the queue, with all its attempts. Raises NotFailed, AlreadyWaiting."""
    with transaction.atomic():
        if not ProcrastinateJob.objects.select_for_update().filter(pk=job_id, status="failed").exists():
            raise NotFailed(job_id)
        try:
            _manager.retry_job_by_id(job_id, retry_at=timezone.now())
        except UniqueViolation as error:
            raise AlreadyWaiting(job_id) from error
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET attempts = 0 WHERE id = %s", [job_id])
