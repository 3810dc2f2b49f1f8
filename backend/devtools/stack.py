"""The processes of the desk under one manager: the application server, the worker and, in front of them, Caddy."""

import os
import shlex
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import rmtree

from honcho.manager import Manager  # type: ignore[import-untyped]
from honcho.printer import Printer  # type: ignore[import-untyped]

from devtools.answering import START_LIMIT, comes_to_answer
from devtools.console import Problem
from devtools.environment import caddy_environment
from devtools.paths import BACKEND, CADDYFILE

# Seconds, below the 5 for which the manager waits before it kills.
_WORKER_GRACE = "1"

_PROGRAMS = Path(sys.executable).parent
_ORDERED = {128 + signal.SIGINT, 128 + signal.SIGTERM}


class Stack:
    """gunicorn on a private Unix socket, the worker, and Caddy on `address`:`port`."""

    def __init__(self, environment: Mapping[str, str], *, address: str, port: int) -> None:
        self.url = f"http://{'127.0.0.1' if address in ('0.0.0.0', '::') else address}:{port}"  # noqa: S104
        self._sockets = Path(tempfile.mkdtemp(prefix="triage-desk-"))
        socket = self._sockets / "gunicorn"
        gunicorn = {**environment, "BIND": f"unix:{socket}"}
        caddy = caddy_environment(environment, address=address, port=port, backend=f"unix/{socket}")
        worker = {"WORKER_GRACE_SECONDS": _WORKER_GRACE, **environment}
        self._manager = Manager(Printer(sys.stdout))
        self._add("backend", [_PROGRAMS / "gunicorn", "-c", "gunicorn.conf.py", "config.wsgi:application"], gunicorn)
        self._add(
            "worker", [sys.executable, "-m", "devtools.restarting", sys.executable, "manage.py", "worker"], worker
        )
        self._add("caddy", [_PROGRAMS / "caddy", "run", "--adapter", "caddyfile", "--config", CADDYFILE], caddy)
        self._ended_by_itself = ""

    def _add(self, name: str, command: list[str | Path], environment: dict[str, str]) -> None:
        line = "exec " + shlex.join(str(word) for word in command)
        self._manager.add_process(name, line, env=environment, cwd=str(BACKEND))

    def run(self, *, when_ready: Callable[[str], None], database_ended: Callable[[], object] | None = None) -> None:
        """Run until told to stop by SIGINT, SIGTERM or SIGHUP; call `when_ready` with the URL once the desk answers.

        `database_ended` blocks until the database has ended, which stops everything. Raises Problem if anything ended
        by itself, or did not begin.
        """
        signal.signal(signal.SIGHUP, _terminal_closed)
        threading.Thread(target=self._announce, args=(when_ready,), daemon=True).start()
        if database_ended:
            threading.Thread(target=self._watch, args=(database_ended,), daemon=True).start()
        try:
            self._manager.loop()
        finally:
            rmtree(self._sockets, ignore_errors=True)
        if self._ended_by_itself:
            raise Problem(self._ended_by_itself)
        if self._manager.returncode not in _ORDERED:
            raise Problem(
                "one of the processes ended by itself, so the others were stopped too: its last lines say why."
            )

    def _announce(self, when_ready: Callable[[str], None]) -> None:
        if comes_to_answer(f"{self.url}/healthz"):
            when_ready(self.url)
        else:
            self._end(f"the desk did not answer within {START_LIMIT} s: the lines above say why.")

    def _watch(self, database_ended: Callable[[], object]) -> None:
        database_ended()
        if self._manager.returncode is None:
            self._end("PostgreSQL ended by itself, so the others were stopped too. Its log is in .data/postgres.log.")

    def _end(self, reason: str) -> None:
        self._ended_by_itself = reason
        self._manager.terminate()


def _terminal_closed(*_: object) -> None:
    """Stop as by SIGTERM, without the output that has nowhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    signal.raise_signal(signal.SIGTERM)
