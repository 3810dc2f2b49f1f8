"""A tiny HTTP server in the place of gunicorn, that remembers what reached it."""

import contextlib
import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.patience import LIMIT


@dataclass(frozen=True)
class Received:
    """One request as it arrived behind Caddy."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Server(ThreadingHTTPServer):
    """Knows its connections, each from when it is taken, and ends when the last one has ended."""

    daemon_threads = False

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.connections: list[socket.socket] = []

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.connections.append(connection)
        return connection, address


class Upstream:
    """Answers every request with `payload`, and with the headers Django and gunicorn would set."""

    payload = b'{"from": "backend"}'

    def __init__(self, port: int) -> None:
        received: list[Received] = []
        self.received = received
        self.headers: dict[str, str] = {}  # that it sends besides
        self.broken_off: list[object] = []  # the addresses of those whose request or answer was
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            server_version = "gunicorn"
            timeout = LIMIT

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                received.append(
                    Received(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                )
                self.send_response(200)
                for name, value in {
                    "Content-Type": "application/json",
                    "Content-Length": str(len(Upstream.payload)),
                    "ETag": '"3"',
                    "X-Frame-Options": "SAMEORIGIN",
                    "X-Request-ID": self.headers.get("X-Request-ID", "none"),
                    **upstream.headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(Upstream.payload)

            do_GET = do_POST = do_PATCH = answer  # noqa: N815 -- http.server looks for these names

            def log_message(self, *args: object) -> None:
                pass

        self._server = Server(("127.0.0.1", port), Handler)
        self._server.handle_error = lambda _, address: self.broken_off.append(address)  # which is part of the tests
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        # Caddy keeps connections, and would go on asking this one through them. It is told that there is no more to
        # come, and waited for: a POST that it sends before it has heard is lost, since it sends none of them twice.
        for connection in self._server.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
        self._server.server_close()
