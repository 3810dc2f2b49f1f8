"""Workers: one in this process that runs what waits and then ends, and real ones, in processes of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

from jobs.enqueueing import enqueue
from tests.jobs.workers import WorkerProcess, database_url, sessions
from tests.patience import eventually


@pytest.fixture
def run_jobs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Runs the jobs that are due until none is left; periodic ones only if the test has enqueued them."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})

    def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    return run


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., WorkerProcess]]:
    """Starts worker processes on the tests' database, and ends what is left of them."""
    processes: list[WorkerProcess] = []

    def start(**environment: str) -> WorkerProcess:
        log = tmp_path / f"worker-{len(processes)}.log"
        processes.append(WorkerProcess(log, database_url(), **environment))
        return processes[-1]

    yield start
    for process in processes:
        process.finish()
    # Before the queue is emptied: what has locked a part of it would wait for the rest, and that for this part.
    assert eventually(lambda: not sessions())


@pytest.fixture
def enqueue_drill(transactional_db: None, tmp_path: Path) -> Callable[..., int]:
    """Enqueues a task of drill_tasks, by its name: this process does not know it."""

    def enqueue_one(name: str, *, lock: str | None = None, **arguments: object) -> int:
        [job_id] = enqueue(
            app.configure_task(
                f"drill.{name}", queue="drill", lock=lock, task_kwargs={"folder": str(tmp_path), **arguments}
            )
        )
        return job_id

    return enqueue_one
