"""Adding up the metrics of several processes: each writes files into one folder, /metrics reads them all.

prometheus_client decides when it is first imported whether it does so. That is why nothing here imports it before
the folder is named, and why management commands, which name none, keep their numbers to themselves.
"""

import os
import tempfile
from pathlib import Path
from shutil import rmtree

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_PREFIX = "triage-desk-metrics-"
_MEMORY = Path("/dev/shm")  # noqa: S108 -- the folder below gets a name of its own


def begin(*, takes_over: bool = False) -> None:
    """Names an empty folder to this process and its children: in memory, or the one that the environment names.

    `takes_over`: another server is being replaced, and what it has counted stays.
    """
    if given := os.environ.get(FOLDER):
        Path(given).mkdir(parents=True, exist_ok=True)
        if not takes_over:
            for path in Path(given).glob("*.db"):
                path.unlink()
        return
    parent = _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())
    _remove_leftovers(parent)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent)


def ended(pid: int) -> None:
    """A child has ended: what it counted stays, what it was doing is over."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(pid)  # type: ignore[no-untyped-call]


def end() -> None:
    """Removes the folder if `begin` has made it."""
    folder = Path(os.environ.get(FOLDER, ""))
    if folder.name.startswith(f"{_PREFIX}{os.getpid()}-"):
        rmtree(folder, ignore_errors=True)


def _remove_leftovers(parent: Path) -> None:
    """Of servers that were killed."""
    for folder in parent.glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdecimal() and not _alive(int(pid)):
            rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
