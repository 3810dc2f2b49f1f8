"""Telling a broken connection from everything else that goes wrong with a statement."""

import psycopg
from django.db import InterfaceError, InternalError, OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout, ReadOnlySqlTransaction
from psycopg_pool import PoolTimeout

# Shut down by an administrator, after a crash, still starting, and a transaction that idled for too long: the server
# has rolled back what was not committed.
_ENDED = frozenset({"57P01", "57P02", "57P03", "25P03"})
_CONNECTION = "08"  # the class of connection exceptions


def is_outage(error: BaseException) -> bool:
    """Whether the database was out of reach, or refused for a reason of its own: a full disk, a limit, only reading."""
    if isinstance(error, InternalError):  # what these two are to psycopg, after the class of their codes
        return isinstance(error.__cause__, IdleInTransactionSessionTimeout | ReadOnlySqlTransaction)
    return isinstance(error, OperationalError | InterfaceError)


def is_lost(error: BaseException) -> bool:
    """Whether a connection broke that had been given: on another one the same may succeed at once.

    Not so if none was to be had (that was waited for already), nor if the server refused a statement.
    """
    if not is_outage(error):
        return False
    cause = error.__cause__ or error
    if isinstance(cause, PoolTimeout):
        return False
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    return state is None or state in _ENDED or state.startswith(_CONNECTION)
