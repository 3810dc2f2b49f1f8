"""Jobs are enqueued by the caller's transaction, and know which request they follow from."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from jobs.enqueueing import enqueue


@pytest.fixture(autouse=True)
def outside_a_request() -> None:
    """What another test's request has bound stays bound until the next request."""
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def calls() -> Iterator[list[dict[str, Any]]]:
    """The arguments and bound log values of each call of the task `tests.record`."""
    made: list[dict[str, Any]] = []

    @app.task(name="tests.record", queue="tests")
    def record(**arguments: Any) -> None:
        made.append({**arguments, "bound": structlog.contextvars.get_contextvars()})

    @app.task(name="tests.enqueue_and_fail", queue="tests")
    def enqueue_and_fail() -> None:
        with transaction.atomic():
            enqueue(record.configure())
            raise LookupError

    yield made
    for task in (record, enqueue_and_fail):
        del app.tasks[task.name]


def record(**options: Any) -> Any:
    return app.tasks["tests.record"].configure(**options)


def test_jobs_are_there_once_the_transaction_commits(transactional_db: None, calls: list[Any]) -> None:
    with transaction.atomic():
        ids = enqueue(*(record(lock=f"lock-{n}", task_kwargs={"n": n}) for n in range(3)))
    jobs = ProcrastinateJob.objects.order_by("pk").values_list("pk", "task_name", "queue_name", "lock", "args")
    assert list(jobs) == [(pk, "tests.record", "tests", f"lock-{n}", {"n": n}) for n, pk in enumerate(ids)]


def test_a_transaction_that_is_rolled_back_leaves_no_job(transactional_db: None, calls: list[Any]) -> None:
    with transaction.atomic():
        enqueue(record())
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


def test_so_does_one_inside_a_worker(run_jobs: Callable[[], None], calls: list[Any]) -> None:
    enqueue(app.tasks["tests.enqueue_and_fail"].configure())
    run_jobs()
    [job] = ProcrastinateJob.objects.all()
    assert (job.task_name, job.status) == ("tests.enqueue_and_fail", "failed")
    assert calls == []


def test_a_second_job_with_the_same_queueing_lock_is_refused_and_the_transaction_goes_on(
    transactional_db: None, calls: list[Any]
) -> None:
    with transaction.atomic():
        enqueue(record(queueing_lock="one"))
        with pytest.raises(AlreadyEnqueued):
            enqueue(record(queueing_lock="one"))
        enqueue(record(queueing_lock="two"))
    assert ProcrastinateJob.objects.count() == 2


def test_enqueueing_nothing_asks_nothing() -> None:
    assert enqueue() == []


def test_a_job_knows_the_request_it_follows_from(
    run_jobs: Callable[[], None], calls: list[Any], log_lines: Callable[..., list[dict[str, Any]]]
) -> None:
    with structlog.contextvars.bound_contextvars(request_id="request-0001"):
        [job_id] = enqueue(record(task_kwargs={"n": 1}))
    run_jobs()
    assert calls == [{"n": 1, "bound": {"job_id": job_id, "request_id": "request-0001"}}]
    [line] = log_lines("job")
    assert line["duration_ms"] >= 0
    expected = {
        "task": "tests.record",
        "queue": "tests",
        "job_id": job_id,
        "attempt": 1,
        "outcome": "succeeded",
        "request_id": "request-0001",
    }
    assert expected.items() <= line.items()
