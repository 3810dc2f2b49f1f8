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
        if _is_direct(connection.connection):
            cursor = counting(PreparingCursor, connection.alias)(connection.connection)
            wrapped: CursorWrapper = connection._prepare_cursor(cursor)  # type: ignore[attr-defined]  # as cursor() does
            return wrapped
    return connection.cursor()


def _is_direct(connection: "psycopg.Connection[Any]") -> bool:
    """Whether the process that answers is the one that introduced itself: asked once.

    A pooler introduces itself, with a key of its own for cancelling. Its server connections change from transaction to
    transaction, and under the name of a prepared statement there may be another client's on the next one.
    """
    if connection not in _direct:
        [(answers,)] = connection.execute("SELECT pg_backend_pid()").fetchall()
        _direct[connection] = bool(answers == connection.info.backend_pid)
    return _direct[connection]


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
