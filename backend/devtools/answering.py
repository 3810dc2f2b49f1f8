"""Waiting for a server of our own that is being started."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable

START_LIMIT = 60  # seconds within which a server answers, or something is wrong


def answers(url: str) -> bool:
    """Whether anything answers there now, and not with an error."""
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 -- our own http address
            return True
    except (urllib.error.URLError, OSError):
        return False


def comes_to_answer(url: str, *, lives: Callable[[], bool] = lambda: True) -> bool:
    """Wait until something answers there; False if it did not within START_LIMIT, or if what should lives no more."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and lives():
        if answers(url):
            return True
        time.sleep(0.2)
    return False
