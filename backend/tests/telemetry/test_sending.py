"""Somebody who takes nothing of an answer does not keep the thread that sends it."""

import socket
from pathlib import Path

import pytest

from tests.telemetry.server import LIMIT, gunicorn
from tests.tickets.store import store

pytestmark = pytest.mark.django_db(transaction=True)

SIZE = 5_000_000  # bytes, more than the kernel takes for somebody


def test_the_only_thread_is_free_again_after_its_time(tmp_path: Path) -> None:
    store(*[{"description": "x" * (SIZE // 200)}] * 200)
    with gunicorn(tmp_path, WEB_THREADS="1", SEND_TIMEOUT="1") as server, socket.socket() as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)  # the smallest there is
        idle.connect(("127.0.0.1", server.port))
        idle.sendall(b"GET /api/tickets/?page_size=200 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert server.ask("/livez")[0] == 200
        assert "Socket error processing request" in server.log.read_text()
        idle.settimeout(LIMIT)
        received = 0
        while piece := idle.recv(65536):
            received += len(piece)
        assert 0 < received < SIZE
