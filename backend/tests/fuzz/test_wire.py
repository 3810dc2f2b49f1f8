"""Malformed HTTP through the real Caddy and gunicorn: refused, and the next one is served as if nothing had been."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from devtools.paths import CADDYFILE
from devtools.ports import free_port
from tests.devtools.conftest import CADDY
from tests.telemetry.server import LIMIT, Server, gunicorn

BODY = b'{"description": "It hums."}'
POST = b"POST /api/tickets/classify/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
GET = b"GET /api/tickets/ HTTP/1.1\r\nHost: localhost\r\n"
SENT = {
    "a length that is too short": POST + b"Content-Length: 5\r\n\r\n" + BODY,
    "a length that is too long": POST + b"Content-Length: 5000\r\n\r\n" + BODY,
    "a length beyond all limits": POST + b"Content-Length: 99999999999999999999\r\n\r\n" + BODY,
    "a negative length": POST + b"Content-Length: -1\r\n\r\n" + BODY,
    "a length with a sign": POST + b"Content-Length: +27\r\n\r\n" + BODY,
    "two lengths": POST + b"Content-Length: 27\r\nContent-Length: 5\r\n\r\n" + BODY,
    "a length and chunks": POST + b"Content-Length: 27\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks of no size": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
    "half a chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nff\r\nab",
    "a second request in the body": POST + b"Content-Length: 27\r\n\r\n" + BODY + b"GET /metrics HTTP/1.1\r\n\r\n",
    "no host": b"GET /api/tickets/ HTTP/1.1\r\n\r\n",
    "two hosts": GET + b"Host: evil.example\r\n\r\n",
    "another host": b"GET /api/tickets/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "another host in the address": b"GET http://evil.example/api/tickets/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a host of bytes": b"GET /api/tickets/ HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    "a header without a colon": GET + b"nonsense\r\n\r\n",
    "a space before the colon": GET + b"X-Request-ID : abcdefgh\r\n\r\n",
    "a folded header": GET + b"X-Request-ID: abc\r\n defghijk\r\n\r\n",
    "a null in a header": GET + b"Authorization: Bearer \x00\r\n\r\n",
    "bytes in a header": GET + b"Authorization: Bearer \xff\xfe\x80\r\n\r\n",
    "a header of a megabyte": GET + b"Cookie: a=" + b"b" * 1_100_000 + b"\r\n\r\n",
    "a thousand headers": GET + b"".join(b"X-%d: 1\r\n" % number for number in range(1_000)) + b"\r\n",
    "a long address": b"GET /api/tickets/?search=" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a broken escape": b"GET /api/tickets/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a null in the address": b"GET /api/tickets/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "bytes in the address": b"GET /api/tickets/\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a way up": b"GET /api/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no method": b" / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another method": b"BREW /api/tickets/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an old version": b"GET /api/tickets/\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}
# What the server goes on waiting for.
UNFINISHED = {"a length that is too long", "half a chunk", "a header without a colon", "an old version", "no HTTP"}
# What may be closed without a word.
UNANSWERED = {*UNFINISHED, "a header of a megabyte", "a long address"}
LIVE = b"GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Stack:
    """Caddy in front of gunicorn."""

    port: int
    server: Server


@pytest.fixture
def stack(transactional_db: None, tmp_path: Path) -> Iterator[Stack]:
    port = free_port()
    with gunicorn(tmp_path, ALLOWED_HOSTS="localhost", DESK_OPEN="false") as server:
        environment = os.environ | {
            "PORT": str(port),
            "BIND_ADDRESS": "127.0.0.1",
            "BACKEND": f"127.0.0.1:{server.port}",
            "STATIC_ROOT": str(tmp_path),
            "CADDY_METRICS_PORT": str(free_port()),
        }
        command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
        with (tmp_path / "caddy.log").open("wb") as log:
            process = subprocess.Popen(command, env=environment, stderr=log)
        try:
            _wait_for(port)
            yield Stack(port, server)
        finally:
            process.terminate()
            process.wait(timeout=LIMIT)


def _wait_for(port: int) -> None:
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Caddy did not start")


def _send(port: int, raw: bytes, *, unfinished: bool = False) -> bytes:
    """What comes back first, or nothing if the other side closes without an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as connection:
        try:
            connection.sendall(raw)
            if unfinished:
                connection.shutdown(socket.SHUT_WR)
            return connection.recv(65_536)
        except (ConnectionError, BrokenPipeError):
            return b""  # it may close before it has read all of it


def _status(answer: bytes) -> int:
    version, _, rest = answer.partition(b" ")
    assert version.startswith(b"HTTP/1."), answer[:100]
    return int(rest[:3])


def test_malformed_http_is_refused_and_harms_nobody(stack: Stack) -> None:
    for port in (stack.port, stack.server.port):
        answered: list[str] = []
        for name, raw in SENT.items():
            answer = _send(port, raw, unfinished=name in UNFINISHED)
            assert not answer or _status(answer) < 500, (name, answer)
            answered += [name] if answer else []
            assert b"Traceback" not in answer, name
            assert b"desk_http" not in answer, name  # of /metrics
            assert _status(_send(port, LIVE)) == 200, name
        assert set(SENT) - set(answered) <= UNANSWERED
    log = stack.server.log.read_text()
    assert "unhandled_exception" not in log
    assert "Traceback" not in log
