"""Programs that run while the checks look at them."""
# ruff: noqa: S603 -- every program that is run here is named where it is started

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from devtools.console import Problem

START_LIMIT = 60  # seconds


@contextmanager
def running(
    name: str, command: Sequence[str | Path], *, logs: Path, ready: str, environment: Mapping[str, str], folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs `command` until the end of the block, unless it is ended before. The log is `logs`/`name`.log.

    The block begins once `ready`, a URL, answers. Raises Problem with the end of the log if it does not within
    START_LIMIT.
    """
    log = logs / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
    try:
        _wait(name, process, ready, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(name: str, process: "subprocess.Popen[bytes]", ready: str, log: Path) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(ready, timeout=5):  # noqa: S310 -- our own http address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Problem(f"{name} does not answer at {ready}. Its log ends with:\n{log.read_text(errors='replace')[-2000:]}")
