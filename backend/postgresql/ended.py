"""Sessions of which the server has said that it ends them, also while it was not being asked anything.

What arrives with the answer to a statement, but after it, libpq takes for a notice: the next statement then finds a
closed connection and no reason. https://www.postgresql.org/docs/current/libpq-notice-processing.html
"""

from functools import partial
from weakref import WeakSet, ref

import psycopg
from psycopg.errors import Diagnostic

_ended: "WeakSet[psycopg.Connection[object]]" = WeakSet()


def remember_end(connection: "psycopg.Connection[object]") -> None:
    """From now on `has_ended` knows what the server says."""
    connection.add_notice_handler(partial(_listen, ref(connection)))


def has_ended(connection: "psycopg.Connection[object]") -> bool:
    """Whether the server had ended the session before it could be asked again: it has done nothing of that."""
    return connection in _ended


def _listen(connection: "ref[psycopg.Connection[object]]", notice: Diagnostic) -> None:
    if notice.severity_nonlocalized == "FATAL" and (ended := connection()):
        _ended.add(ended)
