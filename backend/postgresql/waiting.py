"""How long a thread waits for a connection: while an outage is young, and never twice in one request."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from psycopg_pool import PoolTimeout

T = TypeVar("T")

# Seconds between two questions to a pool that has no connection to give; each makes the pool try to connect again.
SLICE = 0.4

_request = threading.local()


class WaitingRoom:
    """Those who wait for connections to one database in this process.

    Everybody waits until `patience` seconds after the first of them began: a short outage is waited out, and in a long
    one each request learns at once that it is one, instead of holding its thread as long as the first did.
    """

    def __init__(self) -> None:
        self._since: float | None = None  # time.monotonic; None while connections are to be had

    def wait(self, attempt: Callable[[], T], patience: float) -> T:
        """What `attempt` returns, which asks the pool for SLICE seconds. Raises its PoolTimeout at the end."""
        began = time.monotonic()
        while True:
            try:
                connection = attempt()
            except PoolTimeout:
                since = self._since
                since = self._since = began if since is None else min(since, began)
                if time.monotonic() >= min(since + patience, getattr(_request, "until", float("inf"))):
                    raise
            else:
                self._since = None
                return connection


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within the block this thread waits no longer than that in all, however often it needs a connection."""
    _request.until = time.monotonic() + seconds
    try:
        yield
    finally:
        del _request.until
