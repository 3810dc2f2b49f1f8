"""A worker outlasts its database: PostgreSQL is stopped under it, for good seconds, and started again."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg.types.json import Jsonb

from devtools.postgres import EmbeddedServer
from devtools.postmaster import find_postmaster, stop_postmaster
from tests.jobs.workers import BACKEND, WorkerProcess, told, worker_environment


class Restartable:
    """An embedded server that can be stopped and started again at the same address."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._server = EmbeddedServer(data, durable=False)
        self.url = self._server.start()
        self._again: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        postmaster = psutil.Process(self._postmaster())
        self._command, self._uid, self._gid = postmaster.cmdline(), postmaster.uids().real, postmaster.gids().real
        stop_postmaster(postmaster.pid)

    def start(self) -> None:
        with self._server.log.open("ab") as log:
            self._again = subprocess.Popen(
                self._command, cwd=self._data, user=self._uid, group=self._gid, stdout=log, stderr=log
            )

    def finish(self) -> None:
        if self._again:
            self._again.terminate()
            self._again.wait()
        self._server.stop()

    def _postmaster(self) -> int:
        found = find_postmaster(self._data)
        assert found
        return found.pid


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Restartable]:
    server = Restartable(tmp_path / "postgres")
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


def test_a_worker_goes_on_after_a_restart_of_postgresql(server: Restartable, tmp_path: Path) -> None:
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
