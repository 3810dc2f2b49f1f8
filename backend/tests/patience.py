"""Waiting for what happens sooner or later, however busy the machine is, or at once."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

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


def within_one_day() -> None:
    """Waits for midnight (UTC) if that is near, for what is counted by the day."""
    now = datetime.now(UTC)
    until_midnight = timedelta(days=1) - (now - now.replace(hour=0, minute=0, second=0, microsecond=0))
    if until_midnight < timedelta(seconds=LIMIT):
        time.sleep(until_midnight.total_seconds())
