"""The product as it is measured: PostgreSQL, gunicorn, the worker and Caddy, each on a port of its own."""
# ruff: noqa: S603 -- every program that is run here is named here

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from devtools.console import Problem
from devtools.environment import caddy_environment, embedded_environment
from devtools.observability.processes import running
from devtools.observability.programs import Programs
from devtools.paths import BACKEND, CADDYFILE
from devtools.ports import free_port
from devtools.restartable import RestartableServer

_BIN = Path(sys.executable).parent

# A model that fails on demand, that costs something, and a breaker that lets it try again soon.
_SETTINGS = {
    "LLM_PROVIDER": "fake",
    "LLM_PRICE_INPUT_USD": "1",
    "LLM_PRICE_OUTPUT_USD": "1",
    "LLM_DAILY_BUDGET_USD": "100",
    "LLM_BREAKER_OPEN_SECONDS": "2",
    "WEB_WORKERS": "2",
    "LOG_LEVEL": "WARNING",
    "BUILD_VERSION": "checked",
    "BUILD_COMMIT": "0000000",
    "METRICS": "true",
    **{f"THROTTLE_{scope}": "100000/min" for scope in ("SUBMIT", "CLASSIFY", "LOGIN", "WRITE", "ADMIN")},
}


class Worker:
    """The process that runs jobs: it can die, and be started again."""

    def __init__(self, start: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        self._start = start
        self._process = start()

    def kill(self) -> None:
        """By SIGKILL: it gets to do nothing."""
        self._process.kill()
        self._process.wait()

    def start(self) -> None:
        """Another one in its place; returns once it answers Prometheus."""
        self._process = self._start()


@dataclass(frozen=True)
class Product:
    """Where people reach it, and where Prometheus does: host:port by the names of Prometheus' jobs."""

    url: str
    targets: dict[str, str]
    worker: Worker
    postgres: RestartableServer


@contextmanager
def product(programs: Programs, logs: Path, settings: Mapping[str, str] | None = None) -> Iterator[Product]:
    """A desk with an empty database, under way until the end of the block. Raises Problem if a part does not start."""
    ports = {job: free_port() for job in ("desk", "backend", "worker", "caddy", "postgres", "node")}
    targets = {job: f"127.0.0.1:{port}" for job, port in ports.items() if job != "desk"}
    with ExitStack() as stack:
        postgres = RestartableServer(logs / "postgres", durable=False)
        stack.callback(postgres.finish)
        environment = embedded_environment(postgres.url, logs) | _SETTINGS | dict(settings or {})
        _migrate(environment)

        def start(name: str, command: list[str | Path], ready: str, extra: dict[str, str]) -> "subprocess.Popen[bytes]":
            return stack.enter_context(
                running(
                    name, command, logs=logs, ready=f"http://{ready}", environment=environment | extra, folder=BACKEND
                )
            )

        start(
            "backend",
            [_BIN / "gunicorn", "-c", "gunicorn.conf.py", "config.wsgi:application"],
            f"{targets['backend']}/livez",
            {"BIND": targets["backend"]},
        )
        worker = Worker(
            lambda: start(
                "worker",
                [sys.executable, "manage.py", "worker"],
                f"{targets['worker']}/metrics",
                {"WORKER_METRICS_BIND": targets["worker"]},
            )
        )
        caddy = caddy_environment({}, address="127.0.0.1", port=ports["desk"], backend=targets["backend"])
        start(
            "caddy",
            [_BIN / "caddy", "run", "--adapter", "caddyfile", "--config", CADDYFILE],
            f"{targets['caddy']}/metrics",
            caddy | {"CADDY_METRICS_PORT": str(ports["caddy"])},
        )
        start(
            "postgres-exporter",
            [programs.prometheus_postgres_exporter, f"--web.listen-address={targets['postgres']}"],
            f"{targets['postgres']}/metrics",
            {"DATA_SOURCE_NAME": _as_keywords(postgres.url)},
        )
        start(
            "node-exporter",
            [programs.prometheus_node_exporter, f"--web.listen-address={targets['node']}"],
            f"{targets['node']}/metrics",
            {},
        )
        yield Product(f"http://127.0.0.1:{ports['desk']}", targets, worker, postgres)


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    if subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode != 0:
        raise Problem("the database could not be made: the lines above say why.")


def _as_keywords(database_url: str) -> str:
    """As the exporter's driver wants a server on a Unix socket to be named."""
    given = conninfo_to_dict(database_url)
    return " ".join(f"{name}={value}" for name, value in given.items() if value) + " sslmode=disable"
