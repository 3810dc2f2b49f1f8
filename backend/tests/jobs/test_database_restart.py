"""A worker outlasts its database: PostgreSQL is stopped under it, for good seconds, and started again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.types.json import Jsonb

from devtools.folders import passing_folder
from devtools.restartable import RestartableServer
from tests.jobs.workers import BACKEND, WorkerProcess, told, worker_environment


@pytest.fixture
def server() -> Iterator[RestartableServer]:
    with passing_folder("tests") as folder:
        server = RestartableServer(folder / "postgres", durable=False)
        try:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=BACKEND, env=worker_environment(server.url), check=True)
            yield server
        finally:
            server.finish()


def enqueue(url: str, folder: Path) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        statement = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('drill', 'drill.wait', %s)"
        row = connection.execute(f"{statement} RETURNING id", [Jsonb({"folder": str(folder)})]).fetchone()
    assert row
    return int(row[0])


def status(url: str, job_id: int) -> str:
    """ "" while the server is not ready to say."""
    try:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id]).fetchone()
    except psycopg.OperationalError:
        return ""
    return str(row[0]) if row else "gone"


def test_a_worker_goes_on_after_a_restart_of_postgresql(server: RestartableServer, tmp_path: Path) -> None:
    worker = WorkerProcess(tmp_path / "worker.log", server.url)
    try:
        ends_meanwhile = enqueue(server.url, tmp_path)
        worker.wait_for(lambda: told(tmp_path))
        server.stop()
        (tmp_path / "go").touch()
        worker.wait_for(lambda: len(told(tmp_path)) == 2)
        worker.wait_for(lambda: "queue_unreachable" in worker.log)
        server.start()
        worker.wait_for(lambda: status(server.url, ends_meanwhile) == "succeeded")

        afterwards = enqueue(server.url, tmp_path)
        worker.wait_for(lambda: status(server.url, afterwards) == "succeeded")
        assert [what for what, _ in told(tmp_path)] == ["began", "ended"] * 2
        assert {process for _, process in told(tmp_path)} == {str(worker.pid)}
        assert worker.stop() == 0
    finally:
        worker.finish()


def test_a_worker_can_be_stopped_while_the_database_is_away(server: RestartableServer, tmp_path: Path) -> None:
    worker = WorkerProcess(tmp_path / "worker.log", server.url, WORKER_GRACE_SECONDS="1")
    try:
        worker.until_started()
        server.stop()
        worker.wait_for(lambda: "queue_unreachable" in worker.log)
        assert worker.stop() == 0
        assert "Traceback" not in worker.log
    finally:
        worker.finish()
