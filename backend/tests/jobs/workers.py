"""Worker processes for tests: `manage.py worker` on the tests' database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.patience import LIMIT

BACKEND = Path(__file__).resolve().parents[2]

# Seconds for anything a worker is expected to do; a machine under load may need most of them.
PATIENCE = LIMIT
SESSIONS = "desk-test-worker"  # the name of those that workers have with PostgreSQL


def database_url() -> str:
    """Of the database this test uses."""
    at = connection.settings_dict
    user = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    if at["HOST"].startswith("/"):
        return f"postgres://{user}@/{at['NAME']}?host={at['HOST']}"
    if not at["HOST"]:
        return f"postgres://{user}@/{at['NAME']}?host={at['OPTIONS']['host']}"
    return f"postgres://{user}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


def worker_environment(url: str) -> dict[str, str]:
    """For `manage.py` in a process of its own, on the database at `url`."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings", "DATABASE_URL": url, "SECRET_KEY": "x" * 40}
    return {**os.environ, **settings, "DB_APPLICATION_NAME": SESSIONS, "PYTHONUNBUFFERED": "1"}


class WorkerProcess:
    """One `manage.py worker`, whose lines go into a file."""

    def __init__(self, log: Path, url: str, **environment: str) -> None:
        self._log = log
        with log.open("ab") as lines:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "worker"],
                cwd=BACKEND,
                env={**worker_environment(url), **environment},
                stdout=lines,
                stderr=lines,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> str:
        return self._log.read_text()

    def until_started(self) -> "WorkerProcess":
        self.wait_for(lambda: "worker_started" in self.log)
        return self

    def wait_for(self, condition: Callable[[], Any]) -> None:
        """Fails with the worker's lines if `condition` does not come true, or the worker ends first."""
        until = time.monotonic() + PATIENCE
        while not condition():
            ended = self._process.poll()
            assert ended is None, f"the worker ended with {ended}:\n{self.log}"
            assert time.monotonic() < until, self.log
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """As a machine that sleeps; not in a transaction, whose locks would stop every other worker in these tests."""
        until = time.monotonic() + PATIENCE
        self._process.send_signal(signal.SIGSTOP)
        while _others_at_work():
            assert time.monotonic() < until, self.log
            self.resume()
            time.sleep(0.1)
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def order_to_stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def exit_status(self) -> int:
        return self._process.wait(timeout=PATIENCE)

    def stop(self) -> int:
        self.order_to_stop()
        return self.exit_status()

    def finish(self) -> None:
        if self._process.poll() is None:
            self.kill()


def told(folder: Path) -> list[list[str]]:
    """What the tasks of drill_tasks told: [what, process id]."""
    path = folder / "told"
    return [line.split() for line in path.read_text().splitlines()] if path.exists() else []


def status(job_id: int) -> str:
    return ProcrastinateJob.objects.values_list("status", flat=True).get(pk=job_id)


def sessions() -> int:
    """How many workers have on the tests' database. That of one who was killed ends when it has done what it is at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            [SESSIONS],
        )
        return int(cursor.fetchone()[0])


def _others_at_work() -> bool:
    """Whether another connection to the tests' database is in a statement or a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid() AND state <> 'idle')"
        )
        row = cursor.fetchone()
    return bool(row and row[0])
