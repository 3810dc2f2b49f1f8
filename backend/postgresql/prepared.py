"""Statements that PostgreSQL plans once for each connection: planning is three quarters of what a list page costs it.

For statements with few texts whose best plan is the same whatever their values: PostgreSQL soon stops looking at them.
So not for filters and searches; and a LIMIT is part of the text, or the plan would be one for a tenth of the table.
Why it is so: docs/decisions/0036.
"""

from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]  # not among its types
from django.db.backends.utils import CursorWrapper

from telemetry.postgresql.base import counting

_direct: WeakKeyDictionary["psycopg.Connection[Any]", bool] = WeakKeyDictionary()


def prepared(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor that prepares what it executes, unless there is a pooler between.

    Raises what `connection.cursor()` raises.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        wrapped: CursorWrapper = connection._prepare_cursor(_cursor(connection.connection, connection.alias))  # type: ignore[attr-defined]  # as cursor() does
    return wrapped


def _cursor(connection: "psycopg.Connection[Any]", alias: str) -> Any:
    direct = _direct.get(connection)
    if direct is None:
        direct = _direct[connection] = _is_direct(connection)
    return counting(PreparingCursor if direct else ServerBindingCursor, alias)(connection)


def _is_direct(connection: "psycopg.Connection[Any]") -> bool:
    """Whether the process that answers is the one that introduced itself.

    A pooler introduces itself, with a key of its own for cancelling. Its server connections change from transaction to
    transaction, and under the name of a prepared statement there may be another client's on the next one.
    """
    [(answers,)] = connection.execute("SELECT pg_backend_pid()").fetchall()
    return bool(answers == connection.info.backend_pid)


class PreparingCursor(ServerBindingCursor):  # type: ignore[misc]  # defined where psycopg 3 is there
    """Prepares what it executes, at once."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """As psycopg's."""
        # Only meanwhile, or psycopg would keep the texts of all other statements, to prepare what comes again.
        self.connection.prepare_threshold = 0
        try:
            return super().execute(query, params, prepare=True)
        finally:
            self.connection.prepare_threshold = None
