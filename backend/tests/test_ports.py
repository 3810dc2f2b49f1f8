"""The ports of servers that tests start are nobody else's."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.ports import held_port


def test_a_held_port_refuses_connections_and_strangers_until_its_server_listens() -> None:
    port = held_port()
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", port))
    with socket.socket() as stranger, pytest.raises(OSError, match="Address already in use"):
        stranger.bind(("127.0.0.1", port))
    for _ in range(2):  # also when it starts again
        with ThreadingHTTPServer(("127.0.0.1", port), BaseHTTPRequestHandler), socket.socket() as client:
            client.connect(("127.0.0.1", port))
