"""The Caddyfile as production uses it: https, and replicas that are asked whether they are ready."""

import contextlib
import http.client
import os
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from devtools.paths import CADDYFILE, RUNBOOKS
from devtools.ports import free_port

from .conftest import CADDY

LIMIT = 30


@dataclass
class Replica:
    """Answers with its name; ready or not as it is told."""

    name: str
    port: int = field(default_factory=free_port)
    ready: bool = True
    asked: list[str] = field(default_factory=list)

    def serve(self) -> ThreadingHTTPServer:
        replica = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                probe = self.path == "/servez" and self.headers["Host"] == "localhost"
                if not probe:
                    replica.asked.append(self.headers["X-Forwarded-Proto"])
                self.send_response(503 if probe and not replica.ready else 200)
                self.send_header("Strict-Transport-Security", "max-age=1")
                self.end_headers()
                self.wfile.write(replica.name.encode())

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server


@dataclass(frozen=True)
class Site:
    port: int
    authority: Path
    replicas: tuple[Replica, Replica]
    servers: list[ThreadingHTTPServer]

    def ask(self, path: str) -> http.client.HTTPResponse:
        trust = ssl.create_default_context(cafile=str(self.authority))
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=20, context=trust)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            return response
        finally:
            connection.close()

    def served_by(self) -> set[str]:
        """Whom twenty requests reach."""
        for replica in self.replicas:
            replica.asked.clear()
        assert {self.ask("/api/tickets/").status for _ in range(20)} == {200}
        return {replica.name for replica in self.replicas if replica.asked}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    replicas = Replica("a"), Replica("b")
    servers = [replica.serve() for replica in replicas]
    port = free_port()
    (tmp_path / "index.html").write_text("<!doctype html><title>Triage Desk</title>")
    environment = os.environ | {
        "SITE": "https://localhost",
        "PORT": str(port),
        "CERTIFICATES": "internal",
        "HTTPS": "auto_https disable_redirects",  # port 80 may not be ours
        "HSTS_SUBDOMAINS": "false",
        "HSTS_SECONDS": "600",
        "UPSTREAM": "replicas",
        "BACKEND": " ".join(f"127.0.0.1:{replica.port}" for replica in replicas),
        "STATIC_ROOT": str(tmp_path),
        "RUNBOOKS": str(RUNBOOKS),
        "XDG_DATA_HOME": str(tmp_path / "certificates"),
    }
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stderr=log)
    try:
        site = Site(port, tmp_path / "certificates/caddy/pki/authorities/local/root.crt", replicas, servers)
        _wait_for(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(timeout=15)
        for server in servers:
            server.shutdown()  # once more does no harm
            server.server_close()


def _wait_for(site: Site, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        assert process.poll() is None, "Caddy refuses the Caddyfile"
        with contextlib.suppress(OSError, ssl.SSLError):
            if site.ask("/").status == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"Caddy did not answer by https within {LIMIT} s")


def test_https_is_said_to_the_backend_and_demanded_of_browsers_once(site: Site) -> None:
    for path in ("/", "/api/tickets/", "/metrics", "/runbooks/README.md"):
        assert site.ask(path).headers.get_all("Strict-Transport-Security") == ["max-age=600"]
    assert {proto for replica in site.replicas for proto in replica.asked} == {"https"}


def test_what_is_not_ready_is_left_out_until_it_is(site: Site) -> None:
    first, second = site.replicas
    assert site.served_by() == {"a", "b"}
    first.ready = False
    _until(lambda: site.served_by() == {"b"})
    first.ready, second.ready = True, False
    _until(lambda: site.served_by() == {"a"})


def test_one_that_ends_without_a_word_costs_nobody_a_request(site: Site) -> None:
    site.servers[0].shutdown()
    site.servers[0].server_close()
    assert site.served_by() == {"b"}


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)
