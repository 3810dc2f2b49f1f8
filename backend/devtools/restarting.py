"""Runs a command, and again whenever it ends by itself: `python -m devtools.restarting COMMAND [ARGUMENT ...]`.

What `restart: unless-stopped` does for a container. Without it a worker that is killed would take the whole desk of
`make run` with it.
"""

import signal
import subprocess
import sys
import time

from devtools.console import Problem, say, tool

# Seconds: a command that ends sooner each time, so often in a row, does not work at all.
SOON = 10
TOO_OFTEN = 5
PAUSE = 1


class Order:
    """An order to stop, remembered, and handed on to the process that runs."""

    def __init__(self) -> None:
        self.given = False  # no Event: a handler that comes while its lock is taken would wait for it for ever
        self.process: subprocess.Popen[bytes] | None = None

    def give(self, *_: object) -> None:
        """A signal handler."""
        self.given = True
        if self.process:
            self.process.terminate()


@tool
def main() -> None:
    """Runs until told to stop, which the command is told too. Raises Problem if it never runs for long."""
    order = Order()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, order.give)
    failures = 0
    while failures < TOO_OFTEN:
        began = time.monotonic()
        order.process = subprocess.Popen(sys.argv[1:])  # noqa: S603 -- the caller's command is what this is for
        if order.given:  # meanwhile
            order.process.terminate()
        status = order.process.wait()
        if order.given:
            return
        failures = failures + 1 if time.monotonic() - began < SOON else 0
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        say(f"the process {how}: starting it again")
        time.sleep(PAUSE)
    raise Problem("it ended by itself again and again: the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
