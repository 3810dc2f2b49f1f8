"""What a running PostgreSQL tells about itself through its data directory, and how to stop it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # a dependency of the wheel with PostgreSQL

from devtools.console import Problem

_PORT = "5432"  # what every client takes for granted
# Seconds for each kind of shutdown.
STOP_LIMIT = 30


@dataclass(frozen=True)
class Postmaster:
    """A live server: its process, the folder of its socket, the port in its name, and whether it answers yet."""

    pid: int
    sockets: str
    port: str
    ready: bool

    def url(self, database: str) -> str:
        """The DATABASE_URL of one of its databases."""
        url = f"postgres://postgres@/{database}?host={self.sockets}"
        return url if self.port == _PORT else f"{url}&port={self.port}"


def find_postmaster(data: Path) -> Postmaster | None:
    """The live server on `data`, or None. The pid file alone proves nothing: the number may be another process by now.

    Lines of postmaster.pid: 1 process id, 4 port, 5 socket folder, 8 state (src/include/utils/pidfile.h of PostgreSQL).
    """
    try:
        lines = [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
        command = psutil.Process(int(lines[0])).cmdline()
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    if not command or Path(command[0]).name != "postgres" or str(data.absolute()) not in command:
        return None
    return Postmaster(
        int(lines[0]),
        lines[4] if len(lines) > 4 else "",
        lines[3] if len(lines) > 4 else _PORT,
        len(lines) > 7 and lines[7] == "ready",
    )


def stop_postmaster(pid: int) -> None:
    """Fast shutdown, then an immediate one (recovered at the next start) for a server that does not obey.

    Raises Problem if it survives both.
    """
    for order in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(pid, order)
            psutil.Process(pid).wait(STOP_LIMIT)
        except (ProcessLookupError, psutil.NoSuchProcess):
            return
        except psutil.TimeoutExpired:
            continue
        return
    raise Problem(f"PostgreSQL (process {pid}) does not stop. End it yourself: kill -QUIT {pid}")
