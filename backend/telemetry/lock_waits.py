"""How long a session of the database waits for locks, and what keeps it waiting."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

# These wait for transactions to end, but nobody waits behind them; cut off, they leave an invalid index.
_CONCURRENT = re.compile(r"\s*(CREATE\s+(UNIQUE\s+)?INDEX|DROP\s+INDEX|REINDEX\s+\w+)\s+CONCURRENTLY\b", re.IGNORECASE)


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


def oldest_transactions() -> str:
    """The three that have been open longest in this database, for whoever has to end one; "" if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, coalesce(application_name, ''), coalesce(state, ''), extract(epoch FROM now() - xact_start) "
            "FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL "
            "AND pid <> pg_backend_pid() ORDER BY xact_start, pid LIMIT 3"
        )
        return ", ".join(
            f"process {pid} ({name or 'no name'}, {state}, open for {seconds:.0f} s)"
            for pid, name, state, seconds in cursor.fetchall()
        )


def _limit(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{round(seconds * 1000)}ms"])
