"""Jobs that nobody works on any more: found by the heartbeat of their worker, and only then."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs import tasks
from jobs.alive import is_alive
from jobs.enqueueing import enqueue
from jobs.models import JobError
from jobs.recovery import DIED, FORGOTTEN, find_forgotten, recover
from jobs.retries import MAX_ATTEMPTS
from jobs.status import queue_status
from tests.conftest import ApiClient

NOW = 1_700_000_000


@pytest.fixture(autouse=True)
def idle() -> Iterator[None]:
    @app.task(name="tests.idle", queue="tests")
    def idle() -> None: ...

    yield
    del app.tasks["tests.idle"]


def ask(statement: str, *parameters: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.fetchone()[0])


def worker(heartbeat_age: timedelta) -> int:
    """A worker somewhere else, which was heard of so long ago."""
    return ask("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id", heartbeat_age)


def taken_by(worker_id: int | None, *, attempts: int = 0, queueing_lock: str | None = None) -> int:
    """A job that this worker has begun."""
    [job_id] = enqueue(app.tasks["tests.idle"].configure(queueing_lock=queueing_lock))
    doing = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s RETURNING id"
    return ask(doing, worker_id, attempts, job_id)


def state(job_id: int) -> tuple[str, int]:
    job = ProcrastinateJob.objects.get(pk=job_id)
    return job.status, job.attempts


def error(job_id: int) -> str:
    return JobError.objects.values_list("error", flat=True).get(pk=job_id)


@pytest.fixture
def look_for_stalled(run_jobs: Callable[[], None]) -> Callable[[], None]:
    """One round, in which what it puts back is run as well."""

    def look() -> None:
        enqueue(tasks.recover_stalled.configure(task_kwargs={"timestamp": NOW}))
        run_jobs()

    return look


DEAD, ALIVE = timedelta(minutes=5), timedelta(seconds=5)


def test_the_job_of_a_dead_worker_runs_again(look_for_stalled: Callable[[], None]) -> None:
    job_id = taken_by(worker(DEAD))
    look_for_stalled()
    assert state(job_id) == ("succeeded", 2)
    assert error(job_id) == DIED


def test_so_does_one_whose_worker_has_signed_off(look_for_stalled: Callable[[], None]) -> None:
    job_id = taken_by(None)
    look_for_stalled()
    assert state(job_id) == ("succeeded", 2)


def test_the_job_of_a_live_worker_is_left_alone(look_for_stalled: Callable[[], None]) -> None:
    job_id = taken_by(worker(ALIVE))
    look_for_stalled()
    assert state(job_id) == ("doing", 0)


def test_a_job_that_keeps_killing_its_worker_fails(look_for_stalled: Callable[[], None]) -> None:
    job_id = taken_by(worker(DEAD), attempts=MAX_ATTEMPTS - 1)
    look_for_stalled()
    assert state(job_id) == ("failed", MAX_ATTEMPTS)
    assert error(job_id) == DIED


def test_a_job_is_given_up_if_another_waits_to_do_the_same(look_for_stalled: Callable[[], None]) -> None:
    begun = taken_by(worker(DEAD), queueing_lock="one")
    schedule = {"hours": 1}
    [waiting] = enqueue(app.tasks["tests.idle"].configure(queueing_lock="one", schedule_in=schedule))
    look_for_stalled()
    assert [state(begun)[0], state(waiting)[0]] == ["aborted", "todo"]


def test_a_live_worker_finds_the_jobs_it_has_lost_sight_of(transactional_db: None) -> None:
    mine, other = worker(ALIVE), worker(ALIVE)
    running, forgotten, not_mine = taken_by(mine), taken_by(mine), taken_by(other)

    async def look() -> None:
        async with app.open_async():
            found = await find_forgotten(app, worker_id=mine, running={running})
            assert set(found) == {forgotten}
            await recover(app, found[forgotten], reason=FORGOTTEN)
            await recover(app, found[forgotten], reason=FORGOTTEN)  # somebody else was quicker

    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(look())
    assert [state(job)[0] for job in (running, forgotten, not_mine)] == ["doing", "todo", "doing"]
    assert error(forgotten) == FORGOTTEN


@pytest.mark.django_db
class TestStatus:
    def test_somebody_is_at_work(self, api: ApiClient) -> None:
        worker(ALIVE)
        assert queue_status() == "ok"
        assert api.get("/readyz").json()["checks"]["queue"] == "ok"

    def test_nobody_is(self, api: ApiClient) -> None:
        worker(DEAD)
        response = api.get("/readyz")
        assert response.json()["checks"]["queue"].startswith("no worker")
        assert response.status_code == 200

    @override_settings(WORKER_STALLED_SECONDS=1)
    def test_the_limit_is_a_setting(self) -> None:
        worker(ALIVE)
        assert queue_status() != "ok"


def test_a_container_is_healthy_while_its_worker_says_that_it_lives(tmp_path: Path) -> None:
    path = tmp_path / "alive"
    assert not is_alive(path)
    path.touch()
    assert is_alive(path)
    assert not is_alive(path, fresh=0)
