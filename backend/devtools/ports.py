"""TCP ports of this machine."""

import socket

import psutil  # type: ignore[import-untyped]

from devtools.console import Problem

_held: list[socket.socket] = []


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on, and that no other program is given before this process ends.

    Servers take seconds to listen, and others who connect are given ports meanwhile. A server may listen on it that
    sets SO_REUSEADDR, as all of ours do.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind((host, 0))
    _held.append(holder)
    port: int = holder.getsockname()[1]
    return port


def check_free(host: str, port: int) -> None:
    """Raise Problem, with the name of who has it where that can be told, unless this process may listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Problem(
                f"this user may not listen on port {port}. Choose one above 1023: make run PORT=8090"
            ) from error
        except OSError as error:
            raise Problem(
                f"port {port} on {host} cannot be used: {_holder(port) or error.strerror}. "
                "End that program, or choose another port: make run PORT=8090"
            ) from error


def _holder(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid}) listens on it"
    except psutil.Error:
        return ""
    return ""
