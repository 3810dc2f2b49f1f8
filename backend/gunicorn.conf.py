"""gunicorn: threads for a synchronous application that mostly waits for its database.

Reads BIND (default 127.0.0.1:8000), WEB_WORKERS (cores), WEB_THREADS (4), GRACEFUL_TIMEOUT (25 s), SEND_TIMEOUT (60 s),
DRAIN_SECONDS (0) and METRICS (true). The choice of worker and the figures are measured: docs/decisions.
"""

import os
import signal
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))  # gunicorn reads this file before it enters the application's folder

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from telemetry import draining
from telemetry.logging import configure
from telemetry.metrics import processes


def _default_workers() -> int:
    """The cores this process may use; at most 16, whose pools fit the 100 connections of an untuned PostgreSQL."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 16)


class DeskLogger(Logger):  # type: ignore[misc]
    """gunicorn's lines through the application's own logging: one format, one place for the level."""

    def setup(self, cfg: object) -> None:
        """Leave handlers and format to telemetry.logging instead of installing gunicorn's own."""
        development = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".development")
        log_format = os.environ.get("LOG_FORMAT", "console" if development else "json")
        configure({"level": os.environ.get("LOG_LEVEL", "INFO").upper(), "format": log_format})
        self.error_log.propagate = True


logger_class = DeskLogger
accesslog = None  # AccessLogMiddleware logs each request, with its id

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or _default_workers())
threads = int(os.environ.get("WEB_THREADS") or 4)

# Seconds. What is under way may finish; the containers' stop_grace_period is longer.
graceful_timeout = int(os.environ.get("GRACEFUL_TIMEOUT") or 25)
# For which Caddy may take nothing of an answer, because its client takes nothing; or the client would keep the thread.
_SEND_TIMEOUT = int(os.environ.get("SEND_TIMEOUT") or 60)
# Above the 30 s for which Caddy keeps an idle connection: the side that reuses connections must close them first.
keepalive = 75
# A worker's sign of life, in memory: on a slow disk it could come late, and the worker would be killed for it.
_MEMORY = Path("/dev/shm")  # noqa: S108 -- gunicorn makes an unnamed file there
worker_tmp_dir = str(_MEMORY) if _MEMORY.is_dir() else None

# Neither a control socket under the home directory, nor headers through which a client could name SCRIPT_NAME.
control_socket_disable = True
forwarder_headers = ""
# Whose word on https counts is TRUSTED_PROXIES' business alone (api/client_address.py). gunicorn would believe this
# machine, and whom FORWARDED_ALLOW_IPS names; and refuse requests whose headers contradict each other.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}

# Seconds between /readyz saying no and the end of accepting connections: as long as the one that asks it needs.
_DRAIN_SECONDS = float(os.environ.get("DRAIN_SECONDS") or 0)
_METRICS = os.environ.get("METRICS", "true").lower() not in {"false", "0", "off", "no"}
_announcing: list[int] = []  # the age of the worker that says for all of them what the desk runs with


def on_starting(server: Any) -> None:
    """Before the first worker, and not when the configuration is read again."""
    if _METRICS:
        processes.begin(takes_over=server.master_pid != 0)


def when_ready(server: Any) -> None:
    """Makes the first SIGTERM turn /readyz to 503 before anything stops, and the second one stop at once."""
    for listener in server.LISTENERS:  # from which each connection by TCP has it
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SEND_TIMEOUT, 0))
    stop = server.handle_term

    def drain() -> None:
        first = not draining.draining()
        draining.begin()
        if first and _DRAIN_SECONDS:
            again = threading.Timer(_DRAIN_SECONDS, server.SIG_QUEUE.put_nowait, [signal.SIGTERM])
            again.daemon = True
            again.start()
        else:
            stop()

    server.handle_term = drain


def pre_fork(server: Any, worker: Any) -> None:
    """Chooses the worker that announces: the first of each start and of each reload."""
    if not _announcing:
        _announcing.append(worker.age)


def post_worker_init(worker: Any) -> None:
    """In the worker, once the application is loaded."""
    if worker.age in _announcing:
        from config.announcing import announce

        announce()


def child_exit(server: Any, worker: Any) -> None:
    """In the master, however the worker ended."""
    if _METRICS:
        processes.ended(worker.pid)


def on_exit(server: Any) -> None:
    """In the master, at the end."""
    if not server.reexec_pid:  # or the next master goes on with what this one has counted
        processes.end()
