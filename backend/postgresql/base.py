"""Django's backend with our counting, waiting and loading, and a memory of what may have been stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, InternalError, OperationalError
from django.db.backends.postgresql import operations
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg.errors import AdminShutdown, IdleInTransactionSessionTimeout, ReadOnlySqlTransaction

from postgresql.alive import is_open
from postgresql.ended import has_ended, remember_end
from postgresql.moments import in_utc
from postgresql.prepared import PreparingCursor
from postgresql.waiting import WaitingRoom
from telemetry.postgresql.base import DatabaseWrapper as CountingWrapper


class DatabaseOperations(operations.DatabaseOperations):
    """Django's, which can tell also what a cursor of postgresql.prepared has executed."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """The statement with its values, for those who log statements."""
        if isinstance(cursor, PreparingCursor):
            return str(self.compose_sql(sql, params))
        return super().last_executed_query(cursor, sql, params)


class ErrorWrapper(DatabaseErrorWrapper):
    """Django's, which closes a connection to a server that only reads: a pool would give it out again and again."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        connection = self.wrapper.connection  # type: ignore[attr-defined]  # not among the types of Django
        if isinstance(error, ReadOnlySqlTransaction) and connection is not None:
            connection.close()
        super().__exit__(kind, error, trace)


_rooms: dict[str, WaitingRoom] = {}  # by alias, for all threads of this process


class DatabaseWrapper(CountingWrapper):
    """What Django calls ENGINE. `DATABASES[...]["PATIENCE"]`: seconds for which an outage is waited out."""

    ops_class = DatabaseOperations

    # Something has been sent that the server may have stored for good (postgresql.stored).
    may_have_stored = False

    @cached_property
    def wrap_database_errors(self) -> ErrorWrapper:
        """What Django has around all that it asks psycopg."""
        return ErrorWrapper(self)

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        return {**params, "context": in_utc(self.timezone, params["context"])}

    def _configure_connection(self, connection: Any) -> bool:
        """Each new connection. Of a pool, one to a standby, as after a failover, is none to the primary.

        Asked here, as a pooler keeps telling libpq (`target_session_attrs`) what the first server said that it met.
        """
        remember_end(connection)
        ask = self.alias == DEFAULT_DB_ALIAS and self.settings_dict["OPTIONS"].get("pool")
        if ask and connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
            connection.close()
            raise psycopg.OperationalError("the server is a standby, and DATABASE_URL must name the primary")
        configured: bool = super()._configure_connection(connection)  # type: ignore[misc]  # not either
        return configured

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Waits where there is a pool. Raises psycopg_pool.PoolTimeout."""
        connect = partial(super().get_new_connection, conn_params)
        if self.pool is None:  # type: ignore[attr-defined]  # not among the types of Django
            return connect()
        attempt = partial(self._open_one, connect)
        return _rooms.setdefault(self.alias, WaitingRoom()).wait(attempt, self.settings_dict["PATIENCE"])

    def _open_one(self, connect: Callable[[], Any]) -> Any:
        """A connection of the pool that was not ended meanwhile. Raises psycopg_pool.PoolTimeout."""
        while True:
            connection = connect()
            if is_open(connection):
                return connection
            connection.close()
            self.pool.putconn(connection)  # type: ignore[attr-defined]  # which makes a new one in its place

    def _commit(self) -> None:
        before, self.may_have_stored = self.may_have_stored, True
        try:
            super()._commit()  # type: ignore[misc]  # not either
        except (OperationalError, InternalError) as error:
            # PostgreSQL looks whether it is to end before it begins a COMMIT, and not again until it has answered it
            # (exec_simple_query in tcop/postgres.c): who is told of the end instead of an answer has stored nothing.
            told = isinstance(error.__cause__, AdminShutdown | IdleInTransactionSessionTimeout)
            if told or has_ended(self.connection):
                self.may_have_stored = before
            raise
