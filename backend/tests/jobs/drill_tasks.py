"""Tasks that tell in a file what becomes of them, and wait for a file to go on."""

import os
import time
from pathlib import Path

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from jobs.retries import RETRY


def tell(folder: str, what: str) -> None:
    with (Path(folder) / "told").open("a") as file:
        file.write(f"{what} {os.getpid()}\n")


@app.task(name="drill.wait", queue="drill", retry=RETRY)
def wait(*, folder: str) -> None:
    """Until the file `go` is there."""
    tell(folder, "began")
    while not (Path(folder) / "go").exists():
        time.sleep(0.02)
    tell(folder, "ended")


@app.task(name="drill.wait_politely", queue="drill", retry=RETRY, pass_context=True)
def wait_politely(context: JobContext, *, folder: str) -> None:
    """As `wait`, but stops when it is asked to."""
    tell(folder, "began")
    while not (Path(folder) / "go").exists():
        if context.should_abort():
            tell(folder, "aborted")
            raise JobAborted
        time.sleep(0.02)
    tell(folder, "ended")


@app.task(name="drill.meet", queue="drill")
def meet(*, folder: str, guests: int) -> None:
    """Ends when as many are here at the same time."""
    tell(folder, "began")
    while (Path(folder) / "told").read_text().count("began") < guests:
        time.sleep(0.02)
