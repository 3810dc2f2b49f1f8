"""What is measured, as in production: gunicorn, the worker, and Caddy in front."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg

from devtools.answering import comes_to_answer
from devtools.console import Problem
from devtools.environment import caddy_environment, desk_environment
from devtools.paths import BACKEND, CADDYFILE, STATIC_ROOT
from devtools.ports import free_port

HOST = "127.0.0.1"
DESK = ("config.wsgi:application", "gunicorn.conf.py")  # what gunicorn serves, and how

_PROGRAMS = Path(sys.executable).parent

# Nobody is held back, no model is asked over a network, and every request is logged as in production.
_SETTINGS = {
    "DESK_OPEN": "true",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "json",
    "LLM_PROVIDER": "fake",
    **{f"THROTTLE_{scope}": "999999/min" for scope in ("SUBMIT", "CLASSIFY", "WRITE")},
}


@dataclass(frozen=True, slots=True)
class Served:
    """An address behind Caddy, and the processes behind it."""

    port: int
    processes: Mapping[str, psutil.Process]
    worker: psutil.Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"


def manage(url: str, folder: Path, *arguments: str) -> None:
    """Runs a command of `manage.py` on this database. Raises Problem if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    environment = desk_environment(url, folder) | {"LOG_LEVEL": "ERROR"}
    if subprocess.run(command, cwd=BACKEND, env=environment, check=False).returncode != 0:  # noqa: S603
        raise Problem(f"`manage.py {' '.join(arguments)}` failed: the lines above say why.")


def desk_settings(url: str, folder: Path) -> dict[str, str]:
    """The environment of the desk's processes."""
    return {**desk_environment(url, folder), **_SETTINGS}


def wait_until_idle(url: str, *, patience: float = 30) -> None:
    """Until the database works on nothing, for so many seconds at most.

    A load generator that stops leaves its last requests behind, which would be in the figures of the next operation.
    """
    until = time.monotonic() + patience
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(_AT_WORK).fetchone() and time.monotonic() < until:
            time.sleep(0.05)


_AT_WORK = """
SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
AND state = 'active' AND pid <> pg_backend_pid()
"""


@contextmanager
def served(url: str, folder: Path, application: str, config: str, *, worker: bool) -> Iterator[Served]:
    """gunicorn with this configuration behind Caddy, and with `worker` the desk's jobs. Raises Problem if it fails."""
    if not (STATIC_ROOT / "index.html").exists():
        raise Problem("the web app is not built: run `make setup` first.")
    behind, port = free_port(), free_port()
    environment = desk_settings(url, folder) | {"BIND": f"{HOST}:{behind}"}
    caddy = caddy_environment(environment, address=HOST, port=port, backend=f"{HOST}:{behind}")
    gunicorn = [str(_PROGRAMS / "gunicorn"), "-c", config, application]
    proxy = [str(_PROGRAMS / "caddy"), "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    with ExitStack() as stack:
        processes = {
            "app": stack.enter_context(_running(gunicorn, environment, folder / "gunicorn.log")),
            "caddy": stack.enter_context(_running(proxy, caddy, folder / "caddy.log")),
        }
        jobs = [sys.executable, "manage.py", "worker"]
        at_work = stack.enter_context(_running(jobs, environment, folder / "worker.log")) if worker else None
        if not comes_to_answer(f"http://{HOST}:{port}/healthz"):
            told = (folder / "gunicorn.log").read_text(errors="replace")[-2000:]
            raise Problem(f"it does not answer. Its log ends with:\n{told}")
        yield Served(port, processes, at_work)


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[psutil.Process]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=out, stderr=out)  # noqa: S603
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()
