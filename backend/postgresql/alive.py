"""Whether a connection that nobody uses is still one."""

import select

import psycopg
from psycopg_pool import ConnectionPool


def is_open(connection: "psycopg.Connection[object]") -> bool:
    """By its socket: a server that ends a connection says so, and then there is something to be read.

    The pool's own check asks the server each time, a tenth of what a list page costs. That also finds a server which
    went without a word; but such a one lets the question wait as long as it would the statement.
    """
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if not poll.poll(0):
        return True
    try:  # the end, or only a notice
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return False
    return True
