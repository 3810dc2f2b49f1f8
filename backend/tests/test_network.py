"""No test reaches beyond this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_connections_beyond_this_machine_are_refused(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # The warning comes first, and warnings are errors here.
    refused = pytest.raises((UserWarning, SocketConnectBlockedError), match="A test tried to use socket")
    with socket.socket(family) as client, refused:
        client.connect((address, 80))


def test_connections_within_this_machine_are_possible() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
