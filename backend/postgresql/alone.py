"""Doing something that nobody else does at the same time, in whatever process."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

from telemetry.lock_waits import KEEPALIVES

_TAKE = f"SELECT pg_try_advisory_lock(hashtextextended(%s, 0)), {KEEPALIVES}"


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """False while somebody else is within a block of this name. It ends with the connection: a dead process holds none.

    For a process that keeps its connection throughout, as a worker does while it is at a job.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [name])
        mine, *_ = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            _release(name)


def _release(name: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
    except Error:  # the connection is gone, and the lock with it
        connection.close()
