"""How the developer's tools speak: short lines of progress, and problems that say what to do instead of a traceback."""

import contextlib
import functools
import signal
import sys
from collections.abc import Callable


class Problem(Exception):
    """Something the reader can put right; the message says how. Ends a tool with exit status 1 and no traceback."""


def say(message: str) -> None:
    """One line of progress, at once even through a pipe; that nobody reads it any more is no error."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"==> {message}\n")
        sys.stdout.flush()


def tool(main: Callable[[], None]) -> Callable[[], int]:
    """Make `main` return an exit status: 0, 1 for a Problem, which is told without a traceback, 130 for Ctrl-C."""

    @functools.wraps(main)
    def run() -> int:
        try:
            main()
        except Problem as problem:
            sys.stderr.write(f"\nNot done: {problem}\n")
            return 1
        except PermissionError as error:
            sys.stderr.write(f"\nNot done: this user may not write {error.filename}. Was it made by another user?\n")
            return 1
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        return 0

    return run
