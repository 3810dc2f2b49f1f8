"""Whether the replica can be read from: is it there, and has it everything that the primary has?"""

import time
from enum import StrEnum

import structlog
from django.conf import settings
from django.db import Error, connection, connections

from postgresql.prepared import prepared

log = structlog.get_logger("desk.replica")

ALIAS = "replica"

# Seconds between two looks at whether the replica has caught up, doubled each time.
_FIRST_PAUSE = 0.001

# What was acknowledged is on disk, unless the server was told to acknowledge before.
_WRITTEN = """
SELECT CASE current_setting('synchronous_commit')
       WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END
"""

# A server that was promoted, or follows nobody, has a history of its own, whatever its position says.
_REPLAYED = """
SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver),
       coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, false)
"""


class Standing(StrEnum):
    """Of the replica, as far as this process knows."""

    OK = "ok"
    BEHIND = "behind"
    AWAY = "away"


_standing = Standing.AWAY  # until somebody has looked: replica.watching


def configured() -> bool:
    """True if there is a replica at all."""
    return ALIAS in connections.settings


def current() -> Standing:
    """What was found last. Nobody waits for one that was away or behind: the watcher finds out when it is back."""
    return _standing


def status() -> str:
    """The same for /readyz (REPLICA_STATUS)."""
    return str(_standing)


def put(standing: Standing) -> Standing:
    """Remembers what was found, and logs a change."""
    global _standing
    if standing is not _standing:
        log.log(20 if standing is Standing.OK else 30, "replica_standing", standing=str(standing))
        _standing = standing
    return standing


def look() -> Standing:
    """Whether the replica has everything that the primary had committed when this was called.

    Waits for that up to REPLICA_MAX_LAG_SECONDS. Raises OperationalError if the primary does not answer.
    """
    return put(_look(written(), settings.REPLICA_MAX_LAG_SECONDS))


def written() -> str:
    """A position in the primary's log behind which every commit is that was acknowledged to anybody."""
    with prepared(connection) as cursor:
        cursor.execute(_WRITTEN)
        return str(cursor.fetchone()[0])


def _look(position: str, limit: float) -> Standing:
    until, pause = time.monotonic() + limit, _FIRST_PAUSE
    try:
        with prepared(connections[ALIAS]) as cursor:
            while True:
                cursor.execute(_REPLAYED, [position])
                follows, has_it = cursor.fetchone()
                if not follows:
                    return Standing.AWAY
                if has_it:
                    return Standing.OK
                left = until - time.monotonic()
                if left <= 0:
                    return Standing.BEHIND
                time.sleep(min(pause, left))
                pause *= 2
    except Error:
        connections[ALIAS].close()
        return Standing.AWAY
