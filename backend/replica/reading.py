"""Which database a request reads from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

import structlog
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import DeadlockDetected, QueryCanceled, SerializationFailure

from replica.standing import ALIAS, Standing, configured, current, look, put
from telemetry.metrics.replica import READS

log = structlog.get_logger("desk.replica")

Handler = TypeVar("Handler", bound=Callable[..., Any])

_chosen: ContextVar[str] = ContextVar("reads_from", default=DEFAULT_DB_ALIAS)

# The server's own words for a statement that stood in the way of what it had to replay.
_CONFLICTS = (SerializationFailure, DeadlockDetected)


def reads_from() -> str:
    """The alias of the database that this request reads from; the primary's outside `from_replica`."""
    return _chosen.get()


def reads() -> BaseDatabaseWrapper:
    """The connection to it, for SQL of one's own; the ORM finds it by itself (replica.router)."""
    return connections[_chosen.get()]


def from_replica(handler: Handler) -> Handler:
    """Lets a GET be answered by the replica, if that one has everything that was committed before this moment.

    Otherwise, and if the replica fails in the middle of it, the primary answers: the handler may run twice, so it only
    reads, and leaves nothing unread behind (a lazy query set).
    """

    @wraps(handler)
    def handle(*args: Any, **kwargs: Any) -> Any:
        if not configured() or connection.in_atomic_block:
            return handler(*args, **kwargs)
        outcome: str = current() if current() is not Standing.OK else look()
        if outcome == Standing.OK:
            try:
                with _reading_from(ALIAS):
                    answer = handler(*args, **kwargs)
            except (OperationalError, InterfaceError) as error:
                if isinstance(error.__cause__, QueryCanceled):  # our own limit: the primary would take as long
                    raise
                outcome = _failed(error)
            else:
                READS.labels("replica").inc()
                return answer
        READS.labels(outcome).inc()
        return handler(*args, **kwargs)

    return cast("Handler", handle)


@contextmanager
def _reading_from(alias: str) -> Iterator[None]:
    token = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(token)


def _failed(error: Exception) -> str:
    if not isinstance(error.__cause__, _CONFLICTS):
        put(Standing.AWAY)
    log.warning("replica_failed", error=str(error).partition("\n")[0])
    return "failed"
