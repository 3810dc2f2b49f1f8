"""How the developer's tools speak: short lines of progress, and problems that say what to do instead of a traceback."""

import sys


class Problem(Exception):
    """Something the reader can put right; the message says how. Ends a tool with exit status 1 and no traceback."""


def say(message: str) -> None:
    """One line of progress, at once even through a pipe."""
    print(f"==> {message}", flush=True)


def report(problem: Problem) -> int:
    """Print `problem` on stderr and return the exit status for it."""
    sys.stdout.flush()
    print(f"\nNot done: {problem}", file=sys.stderr, flush=True)
    return 1
