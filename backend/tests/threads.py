"""Doing things at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from tests import patience

LIMIT = 2 * patience.LIMIT  # seconds for all of them together
LOCK_LIMIT = 60  # seconds to wait for a lock, after which it is an error: no test hangs


def run_together(*calls: Callable[[], Any]) -> list[Any]:
    """Calls each in a thread of its own, all at once; returns what they returned. Raises the first one's error."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LOCK_LIMIT}s'")
            start.wait(LIMIT)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(run, call) for call in calls]
        return [future.result(LIMIT) for future in futures]
