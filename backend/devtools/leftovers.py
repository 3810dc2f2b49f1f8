"""Ends what a run that was killed (kill -9, out of memory) could not end itself."""

from pathlib import Path

import psutil  # type: ignore[import-untyped]

from devtools.console import say

# The environment variable that marks the processes of one run, by its data folder.
MARK = "DESK_RUN"
# Seconds to end in before being killed.
PATIENCE = 10


def end_leftovers(data: Path) -> None:
    """End the processes that an earlier run on `data` started. Hold that run's lock, or a live one is ended."""
    left = [process for process in psutil.process_iter() if _mark_of(process) == str(data)]
    if not left:
        return
    say(f"ending {len(left)} processes that a run left behind")
    for process in left:
        process.terminate()
    _, stubborn = psutil.wait_procs(left, timeout=PATIENCE)
    for process in stubborn:
        process.kill()


def _mark_of(process: psutil.Process) -> str | None:
    try:
        mark: str | None = process.environ().get(MARK)
    except (psutil.Error, OSError):  # another user's, or gone already
        return None
    return mark
