"""Django's backend with our counting, waiting and loading, and a memory of what may have been stored."""

from functools import partial
from typing import Any

from postgresql.moments import in_utc
from postgresql.waiting import WaitingRoom
from telemetry.postgresql.base import DatabaseWrapper as CountingWrapper

_rooms: dict[str, WaitingRoom] = {}  # by alias, for all threads of this process


class DatabaseWrapper(CountingWrapper):
    """What Django calls ENGINE. `DATABASES[...]["PATIENCE"]`: seconds for which an outage is waited out."""

    # Something has been sent that the server may have stored for good (postgresql.stored).
    may_have_stored = False

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        return {**params, "context": in_utc(self.timezone, params["context"])}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Waits where there is a pool. Raises psycopg_pool.PoolTimeout."""
        connect = partial(super().get_new_connection, conn_params)
        if self.pool is None:  # type: ignore[attr-defined]  # not among the types of Django
            return connect()
        return _rooms.setdefault(self.alias, WaitingRoom()).wait(connect, self.settings_dict["PATIENCE"])

    def _commit(self) -> None:
        self.may_have_stored = True
        super()._commit()  # type: ignore[misc]  # not either
