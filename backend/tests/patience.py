"""Waiting for what happens sooner or later, however busy the machine is, or at once."""

import time
from collections.abc import Callable

LIMIT = 60  # seconds for anything that happens sooner or later
PAUSE = 0.01  # seconds between two looks


def eventually(condition: Callable[[], object]) -> bool:
    """Whether it came true within LIMIT."""
    until = time.monotonic() + LIMIT
    while not condition():
        if time.monotonic() > until:
            return bool(condition())
        time.sleep(PAUSE)
    return True
