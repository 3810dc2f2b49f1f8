"""Programs that run while the checks look at them."""
# ruff: noqa: S603 -- every program that is run here is named where it is started

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from devtools.answering import comes_to_answer
from devtools.console import Problem


@contextmanager
def running(
    name: str, command: Sequence[str | Path], *, logs: Path, ready: str, environment: Mapping[str, str], folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs `command` until the end of the block, unless it is ended before. The log is `logs`/`name`.log.

    The block begins once `ready`, a URL, answers. Raises Problem with the end of the log if it does not within
    devtools.answering.START_LIMIT.
    """
    log = logs / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
    try:
        if not comes_to_answer(ready, lives=lambda: process.poll() is None):
            told = log.read_text(errors="replace")[-2000:]
            raise Problem(f"{name} does not answer at {ready}. Its log ends with:\n{told}")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
