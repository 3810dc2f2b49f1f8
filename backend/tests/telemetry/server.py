"""The real gunicorn with the real configuration, on the tests' database."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families

from devtools.paths import BACKEND
from devtools.ports import free_port
from tests.patience import LIMIT

POOL_MAX = 2

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@dataclass
class Server:
    """A running gunicorn."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """By a connection of its own."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            asking.request(method, path, headers=dict(headers or {}))
            response = asking.getresponse()
            return response.status, response.read()
        finally:
            asking.close()

    def samples(self) -> Samples:
        """What Prometheus would read now."""
        status, body = self.ask("/metrics")
        assert status == 200
        return parse(body.decode())

    def workers(self) -> set[int]:
        return {child.pid for child in psutil.Process(self.process.pid).children()}

    def wait_for(self, number: int, *, without: set[int] = frozenset()) -> set[int]:
        """Until there are so many workers, each of which has loaded the application."""
        until = time.monotonic() + LIMIT
        while time.monotonic() < until:
            workers = self.workers()
            if len(workers) == number and not workers & without and self._ready() >= number:
                return workers
            time.sleep(0.05)
        raise AssertionError(f"no {number} workers:\n{self.log.read_text()[-2000:]}")

    def _ready(self) -> int:
        """How many workers live and have begun to measure: each of them shows its pool's limit."""
        try:
            status, exposition = self.ask("/metrics")
            if status == 404:  # it measures nothing
                return len(self.workers())
            return int(value(parse(exposition.decode()), "desk_db_pool_limit")) // POOL_MAX
        except (OSError, http.client.HTTPException):
            return 0


@contextmanager
def gunicorn(folder: Path, workers: int = 1, **settings: str) -> Iterator[Server]:
    """On the tests' database and a port of its own; its log is in `folder`."""
    port, log = free_port(), folder / "gunicorn.log"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "SECRET_KEY": "k" * 50,
        "DATABASE_URL": _database_url(),
        "BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(workers),
        "DB_POOL_MAX": str(POOL_MAX),
        "LLM_PROVIDER": "off",
        "LOG_FORMAT": "json",
        **settings,
    }
    command = [str(Path(sys.executable).with_name("gunicorn")), "-c", "gunicorn.conf.py", "config.wsgi:application"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=out, stderr=out)
    server = Server(port, process, log)
    try:
        server.wait_for(workers)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _database_url() -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def parse(exposition: str) -> Samples:
    """Every sample by its name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(exposition)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    """The sum of those that have at least these labels; 0 if there are none."""
    wanted = set(labels.items())
    return sum(number for (found, given), number in samples.items() if found == name and wanted <= set(given))
