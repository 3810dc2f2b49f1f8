"""Waiting for what happens sooner or later, however busy the machine is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# Seconds for anything that happens sooner or later, as that four servers start on a core that twenty others want.
LIMIT = 180
# Deadlines of a model, in seconds: where they end the call, of which a busy machine may pause for the most part, and
# where the call ends by itself.
SHORT, LONG = 2.5, 60
# Seconds for a busy machine to do what costs nothing; what is promised is measured by `make bench-triage`.
SLACK = 30
MIDNIGHT = timedelta(minutes=1)  # within which a test is through
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
    if until_midnight < MIDNIGHT:
        time.sleep(until_midnight.total_seconds())
