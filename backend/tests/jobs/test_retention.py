"""How long jobs are kept that have ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs import tasks
from jobs.enqueueing import enqueue
from jobs.queues import ANALYSIS, MAINTENANCE

HOUR = timedelta(hours=1)


def ended(status: str, ago: timedelta, queue: str = ANALYSIS) -> int:
    """A job that ended so, then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES (%s, 'tests.any') RETURNING id", [queue]
        )
        job_id = int(cursor.fetchone()[0])
        for state in ("doing", status):
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [state, job_id])
        cursor.execute("UPDATE procrastinate_events SET at = now() - %s WHERE job_id = %s", [ago, job_id])
    return job_id


def delete(run_jobs: Callable[[], None]) -> set[int]:
    """One round; returns what is left of the others."""
    enqueue(tasks.delete_finished.configure(task_kwargs={"timestamp": 1_700_000_000}))
    run_jobs()
    return set(ProcrastinateJob.objects.filter(task_name="tests.any").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("status", "queue", "kept_for"),
    [
        ("succeeded", MAINTENANCE, HOUR),
        ("succeeded", ANALYSIS, 24 * HOUR),
        ("aborted", MAINTENANCE, 24 * HOUR),
        ("failed", MAINTENANCE, 30 * 24 * HOUR),
        ("failed", ANALYSIS, 30 * 24 * HOUR),
    ],
)
def test_jobs_go_when_they_are_old(run_jobs: Callable[[], None], status: str, queue: str, kept_for: timedelta) -> None:
    ended(status, kept_for + HOUR / 2, queue)
    young = ended(status, kept_for - HOUR / 2, queue)
    assert delete(run_jobs) == {young}


def test_a_job_that_has_not_ended_stays(run_jobs: Callable[[], None]) -> None:
    waits = ended("todo", 1000 * 24 * HOUR)
    with connection.cursor() as cursor:  # not yet due
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 day' WHERE id = %s", [waits])
    assert delete(run_jobs) == {waits}
