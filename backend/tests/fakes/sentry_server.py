"""A server on loopback that takes what Sentry's SDKs send: envelopes."""

import gzip
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass
class FakeSentryServer:
    """Keeps every item of every envelope, by its type, and the raw text of all of them."""

    items: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    raw: str = ""

    @property
    def dsn(self) -> str:
        return f"http://a1b2c3@127.0.0.1:{self._server.server_port}/42"

    def __enter__(self) -> Self:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
                known = self.path == "/api/42/envelope/" and "sentry_key=a1b2c3" in self.headers["X-Sentry-Auth"]
                if known:
                    fake.keep(body)
                self.send_response(200 if known else 403)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, name="fake-sentry", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def keep(self, body: bytes) -> None:
        """A header in JSON on a line of its own; then for each item such a header, and as many bytes as it says."""
        self.raw += body.decode()
        rest = body.partition(b"\n")[2]
        while rest:
            header_line, _, rest = rest.partition(b"\n")
            header = json.loads(header_line)
            payload, rest = rest[: header["length"]], rest[header["length"] :].removeprefix(b"\n")
            self.items.setdefault(header["type"], []).append(json.loads(payload))
