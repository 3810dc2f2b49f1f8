"""A port that is given is nobody else's; one that is taken is told with the name of who has it."""

import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from devtools.console import Problem
from devtools.ports import check_free, free_port


def test_a_free_port_is_free() -> None:
    check_free("127.0.0.1", free_port())


def test_it_refuses_connections_and_strangers_until_its_server_listens() -> None:
    port = free_port()
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", port))
    with socket.socket() as stranger, pytest.raises(OSError, match="Address already in use"):
        stranger.bind(("127.0.0.1", port))
    for _ in range(2):  # also when it starts again
        with ThreadingHTTPServer(("127.0.0.1", port), BaseHTTPRequestHandler), socket.socket() as client:
            client.connect(("127.0.0.1", port))


def test_a_taken_port_names_its_holder_and_the_way_out() -> None:
    me = rf"\(process {os.getpid()}\) listens on it.*make run PORT="
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(Problem, match=me):
        check_free("127.0.0.1", server.getsockname()[1])
