"""Ports for servers that tests start: they take seconds to listen, and other programs are given ports meanwhile."""

import socket

_held: list[socket.socket] = []


def held_port(host: str = "127.0.0.1") -> int:
    """A port that no other program is given before this process of the tests ends.

    Nobody listens on it; a server may that sets SO_REUSEADDR, as all of ours do.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind((host, 0))
    _held.append(holder)
    port: int = holder.getsockname()[1]
    return port
