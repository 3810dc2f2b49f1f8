"""Cutting the desk's own connection, by the server, as an administrator or a restart does."""

import select
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

from tests.patience import LIMIT


def cut() -> None:
    """The server ends the session of this thread's connection; the client learns of it at its next statement."""
    with connection.cursor() as cursor, psycopg.connect(**connection.get_connection_params()) as other:
        cursor.execute("SELECT pg_backend_pid()")
        other.execute("SELECT pg_terminate_backend(%s, 60000)", cursor.fetchone())


def idle() -> None:
    """The server ends the session, whose transaction idles for longer than it may.

    On a busy machine that is said before the answer of `SET` has been read, and then to nobody's question.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '1ms'")
    poll = select.poll()
    poll.register(connection.connection.fileno(), select.POLLIN)
    assert poll.poll(LIMIT * 1000)


def unasked(end: Callable[[], None]) -> Callable[[], None]:
    """As if what the server says in the end had come with the answer to the statement before."""

    def ended() -> None:
        end()
        connection.connection.pgconn.consume_input()
        connection.connection.pgconn.notifies()  # which makes libpq look at what has come

    return ended


def cutting(function: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
    """`function`, after whose first calls the connection is found cut."""
    calls: list[None] = []

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        calls.append(None)
        result = function(*args, **kwargs)
        if len(calls) > times:
            return result
        cut()
        with connection.wrap_database_errors:
            return connection.connection.execute("SELECT 1")

    return wrapped
