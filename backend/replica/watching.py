"""Finds out when the replica is back or has caught up, so that no request has to, and how far it is behind."""

import threading
import time
from collections import deque

import structlog
from django.db import Error, connection, connections

from replica.standing import ALIAS, Standing, configured, look, written
from telemetry.metrics.replica import LAG, UP

log = structlog.get_logger("desk.replica")

EVERY = 1.0  # seconds
_REMEMBERED = 3600  # positions of the primary that the replica has yet to reach: an hour of them


def begin() -> None:
    """Watches for as long as this process lives; does nothing without a replica. Call it after a fork."""
    if configured():
        threading.Thread(target=_watch, name="replica", daemon=True).start()


def _watch() -> None:
    lag = Lag()
    while True:
        try:
            tick(lag)
        except Error as error:  # of the primary as a rule, which is told of elsewhere
            log.debug("replica_not_watched", error=str(error).partition("\n")[0])
        except Exception:
            log.exception("replica_watcher_failed")  # and goes on: without it the replica would never be used again
        time.sleep(EVERY)


def tick(lag: "Lag") -> None:
    """One look, told to the metrics. Gives its connections back. Raises django.db.Error if the primary is away."""
    try:
        standing = look()
        UP.set(standing is not Standing.AWAY)
        LAG.set(lag.measure(standing))
    finally:
        connection.close()
        connections[ALIAS].close()


class Lag:
    """How old the oldest write is that the replica has yet to replay, as far as the looks at it tell."""

    def __init__(self) -> None:
        self._ahead: deque[tuple[float, int]] = deque()  # when the primary was seen where

    def measure(self, standing: Standing) -> float:
        """Seconds, by the primary's position now. Raises django.db.Error if one of them has gone."""
        now = time.monotonic()
        if len(self._ahead) < _REMEMBERED:
            self._ahead.append((now, _number(written())))
        replayed = _replayed() if standing is not Standing.AWAY else 0
        while self._ahead and self._ahead[0][1] <= replayed:
            self._ahead.popleft()
        return now - self._ahead[0][0] if self._ahead else 0.0


def _replayed() -> int:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_last_wal_replay_lsn()")
        return _number(cursor.fetchone()[0])


def _number(position: str) -> int:
    """A position in the log, 16/B374D848, as the bytes before it."""
    high, low = position.split("/")
    return int(high, 16) << 32 | int(low, 16)
