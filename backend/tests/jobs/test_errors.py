"""Jobs that fail: how often they are tried, what is kept of their errors, and how they are run once more."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs.enqueueing import enqueue
from jobs.errors import describe
from jobs.models import JobError
from jobs.retries import MAX_ATTEMPTS, RETRY, DeskRetry
from tickets.models import Ticket

LogLines = Callable[..., list[dict[str, Any]]]
SECRET = "the text of a ticket"
# An hour more: no machine is so busy that a job is due again before a test says so.
LATER = DeskRetry(max_attempts=RETRY.max_attempts, exponential_wait=RETRY.exponential_wait, wait=3600)


class Broken(Exception):
    pass


@pytest.fixture(autouse=True)
def broken() -> Iterator[list[int]]:
    """A task that raises until it is mended, by an entry in this list."""
    mended: list[int] = []

    @app.task(name="tests.break", queue="tests", retry=LATER)
    def break_down(**arguments: Any) -> None:
        if not mended:
            raise Broken("out of order")

    yield mended
    del app.tasks["tests.break"]


def enqueue_broken(**options: Any) -> int:
    [job_id] = enqueue(app.tasks["tests.break"].configure(**options))
    return job_id


def make_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def fail(run_jobs: Callable[[], None], **options: Any) -> int:
    job_id = enqueue_broken(**options)
    for _ in range(MAX_ATTEMPTS):
        make_due()
        run_jobs()
    assert state(job_id) == "failed"
    return job_id


def state(job_id: int) -> str:
    return ProcrastinateJob.objects.get(pk=job_id).status


def jobs_command(*arguments: str) -> str:
    out = StringIO()
    call_command("jobs", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_failing_job_is_tried_again_later_and_fails_in_the_end(
    run_jobs: Callable[[], None], log_lines: LogLines
) -> None:
    job_id = enqueue_broken()
    run_jobs()
    job = ProcrastinateJob.objects.get(pk=job_id)
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None
    for _ in range(MAX_ATTEMPTS):
        make_due()
        run_jobs()
    job = ProcrastinateJob.objects.get(pk=job_id)
    assert (job.status, job.attempts) == ("failed", MAX_ATTEMPTS)
    lines = log_lines("job")
    assert [line["outcome"] for line in lines] == ["retried"] * (MAX_ATTEMPTS - 1) + ["failed"]
    assert [line["level"] for line in lines] == ["warning"] * (MAX_ATTEMPTS - 1) + ["error"]
    assert {line["error"] for line in lines} == {"Broken: out of order"}
    assert "break_down" in lines[-1]["traceback"]
    error = JobError.objects.get(job_id=job_id)
    assert (error.attempt, error.error) == (MAX_ATTEMPTS, "Broken: out of order")


def test_failed_jobs_are_listed_and_retried(run_jobs: Callable[[], None], broken: list[int]) -> None:
    job_id = fail(run_jobs, task_kwargs={"ticket_id": 7, "request_id": "request-0001"})
    listed = jobs_command("failed")
    assert f"{job_id}  tests  tests.break(ticket_id=7)  after 5 attempts: Broken: out of order" in listed

    broken.append(1)
    assert "Back in the queue: 1." in jobs_command("retry", str(job_id))
    assert ProcrastinateJob.objects.get(pk=job_id).attempts == 0
    run_jobs()
    assert state(job_id) == "succeeded"
    assert jobs_command("failed") == "No job has failed.\n"


def test_all_failed_jobs_are_retried_at_once(run_jobs: Callable[[], None]) -> None:
    jobs = [fail(run_jobs) for _ in range(2)]
    assert "Back in the queue: 2." in jobs_command("retry", "--all")
    assert {state(job) for job in jobs} == {"todo"}


def test_retrying_names_its_jobs_and_only_failed_ones(transactional_db: None) -> None:
    with pytest.raises(CommandError, match="Name the jobs"):
        jobs_command("retry")
    waiting = enqueue_broken()
    with pytest.raises(CommandError, match="not retried"):
        jobs_command("retry", str(waiting))
    assert state(waiting) == "todo"


def test_a_failed_job_is_not_retried_beside_one_that_waits_to_do_the_same(run_jobs: Callable[[], None]) -> None:
    job_id = fail(run_jobs, queueing_lock="one")
    enqueue_broken(queueing_lock="one")
    assert "another one waits" in jobs_command("retry", "--all")
    assert state(job_id) == "failed"


@pytest.mark.django_db
def test_an_error_of_the_database_is_told_without_the_row() -> None:
    with pytest.raises(IntegrityError) as caught:
        Ticket.objects.create(title=SECRET, description=SECRET, category="none")
    assert SECRET in str(caught.value)
    told = describe(caught.value)
    assert told.startswith("IntegrityError: new row for relation")
    assert SECRET not in told


def test_a_lost_connection_is_told_by_what_the_driver_says() -> None:
    lost = OperationalError("consuming input failed: server closed the connection unexpectedly\n\tThis probably means")
    lost.__cause__ = psycopg.OperationalError(str(lost))
    told = describe(lost)
    assert told == "OperationalError: consuming input failed: server closed the connection unexpectedly"


def test_an_error_goes_with_its_job(run_jobs: Callable[[], None]) -> None:
    job_id = fail(run_jobs)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
    assert not JobError.objects.exists()
