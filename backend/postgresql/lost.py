"""Telling a broken connection from everything else that goes wrong with a statement."""

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

# Shut down by an administrator, after a crash, and still starting: the server has rolled back what was not committed.
_ENDED = frozenset({"57P01", "57P02", "57P03"})
_CONNECTION = "08"  # the class of connection exceptions


def is_outage(error: BaseException) -> bool:
    """Whether the database was out of reach, or refused for a reason of its own: a full disk, a time limit."""
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
