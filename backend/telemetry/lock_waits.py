"""How long a session of the database waits for locks, and what keeps it waiting."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

# For a SELECT of a session that takes a lock which others ask for: the server notices within a minute when its machine
# is gone, instead of after two hours.
KEEPALIVES = """
set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
set_config('tcp_keepalives_count', '3', false)
"""

# These wait for transactions to end, but nobody waits behind them; cut off, they leave an invalid index.
_CONCURRENT = re.compile(r"\s*(CREATE\s+(UNIQUE\s+)?INDEX|DROP\s+INDEX|REINDEX\s+\w+)\s+CONCURRENTLY\b", re.IGNORECASE)

# Objects below 16384 are PostgreSQL's own.
_HOLDERS = """
SELECT pid, coalesce(nullif(application_name, ''), 'no name'), usename,
       string_agg(DISTINCT relation::regclass::text, ', '), extract(epoch FROM now() - xact_start)
FROM pg_locks JOIN pg_stat_activity USING (pid) JOIN pg_class ON pg_class.oid = relation AND relkind IN ('r', 'p', 'm')
WHERE locktype = 'relation' AND granted AND relation >= 16384 AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
GROUP BY pid, application_name, usename, xact_start ORDER BY xact_start, pid LIMIT 3
"""


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Let no statement wait longer than that for a lock, but those that work CONCURRENTLY."""

    def patient(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not _CONCURRENT.match(str(sql)):
            return execute(sql, params, many, context)
        execute("SET lock_timeout = 0", None, False, context)
        try:
            return execute(sql, params, many, context)
        finally:
            _limit(seconds)

    _limit(seconds)
    try:
        with connection.execute_wrapper(patient):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def is_lock_wait(error: OperationalError) -> bool:
    """Whether it came of another session's lock, so that the same may succeed a little later."""
    return isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected))


def holders() -> str:
    """The three that have held tables of this database longest, for whoever has to end one; "" if there is none.

    A role that may not look at another's sessions learns of what they hold, but not for how long.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS)
        return ", ".join(
            f"process {pid} ({name} as {role}) holds {tables}" + ("" if seconds is None else f" for {seconds:.0f} s")
            for pid, name, role, tables, seconds in cursor.fetchall()
        )


def _limit(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{round(seconds * 1000)}ms"])
