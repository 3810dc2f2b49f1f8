"""A desk to measure: an embedded PostgreSQL and gunicorn as `make run` starts it, on a port of their own."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from devtools.answering import comes_to_answer
from devtools.environment import desk_environment
from devtools.folders import passing_folder
from devtools.paths import BACKEND
from devtools.ports import free_port
from devtools.postgres import EmbeddedServer


@contextmanager
def database() -> Iterator[tuple[str, Path]]:
    """A migrated, empty database that is as durable as a real one, and the folder it is in; gone afterwards."""
    with passing_folder("bench") as data, EmbeddedServer(data / "postgres") as url:
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=BACKEND, env=desk_environment(url, data), check=True)  # noqa: S603
        yield url, data


@contextmanager
def desk(database_url: str, data: Path, settings: Mapping[str, str]) -> Iterator[int]:
    """The port on which gunicorn answers, with these settings. Its log is `data`/gunicorn.log.

    Raises RuntimeError with the end of the log if it does not answer within devtools.answering.START_LIMIT.
    """
    port, log = free_port(), data / "gunicorn.log"
    environment = {
        **desk_environment(database_url, data),
        "LOG_LEVEL": "WARNING",
        "BIND": f"127.0.0.1:{port}",
        **settings,
    }
    program = Path(sys.executable).with_name("gunicorn")
    command = [str(program), "-c", "gunicorn.conf.py", "config.wsgi:application"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=out, stderr=out)  # noqa: S603
    try:
        if not comes_to_answer(f"http://127.0.0.1:{port}/healthz", lives=lambda: process.poll() is None):
            told = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"The desk does not answer. Its log ends with:\n{told}")
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def worker(database_url: str, data: Path, settings: Mapping[str, str]) -> Iterator[None]:
    """Meanwhile a worker runs jobs, with these settings. Its log is `data`/worker.log."""
    environment = {**desk_environment(database_url, data), "LOG_LEVEL": "WARNING", **settings}
    command = [sys.executable, "manage.py", "worker"]
    with (data / "worker.log").open("wb") as out:
        process = subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=out, stderr=out)  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
        process.wait()
