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
from tests.patience import LIMIT

from .conftest import caddy_process
from .headers import expect_security_headers


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
    plain: int
    authority: Path
    replicas: tuple[Replica, Replica]
    servers: list[ThreadingHTTPServer]

    def ask(self, path: str, host: str = "localhost") -> http.client.HTTPResponse:
        """By https, as the desk's own name; `host` is the one that the request then says."""
        trust = ssl.create_default_context(cafile=str(self.authority))
        return _get(http.client.HTTPSConnection("localhost", self.port, timeout=LIMIT, context=trust), path, host)

    def ask_plainly(self, path: str, host: str = "localhost") -> http.client.HTTPResponse:
        """By http."""
        return _get(http.client.HTTPConnection("localhost", self.plain, timeout=LIMIT), path, host)

    def served_by(self) -> set[str]:
        """Whom twenty requests reach."""
        for replica in self.replicas:
            replica.asked.clear()
        assert {self.ask("/api/tickets/").status for _ in range(20)} == {200}
        return {replica.name for replica in self.replicas if replica.asked}


def _get(connection: http.client.HTTPConnection, path: str, host: str) -> http.client.HTTPResponse:
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        response.read()
        return response
    finally:
        connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    replicas = Replica("a"), Replica("b")
    servers = [replica.serve() for replica in replicas]
    port, plain = free_port(), free_port()
    (tmp_path / "index.html").write_text("<!doctype html><title>Triage Desk</title>")
    environment = os.environ | {
        "SITE": "https://localhost",
        "DOMAIN": "localhost",
        "PORT": str(port),
        "HTTP_PORT": str(plain),
        "CERTIFICATES": "internal",
        "HTTPS": "auto_https disable_redirects",  # of Caddy's, on port 80, which may not be ours
        "HSTS_SUBDOMAINS": "false",
        "HSTS_SECONDS": "600",
        "UPSTREAM": "replicas",
        "BACKEND": " ".join(f"127.0.0.1:{replica.port}" for replica in replicas),
        "STATIC_ROOT": str(tmp_path),
        "RUNBOOKS": str(RUNBOOKS),
        "XDG_DATA_HOME": str(tmp_path / "certificates"),
    }
    try:
        with caddy_process(CADDYFILE, environment, tmp_path / "log") as process:
            site = Site(port, plain, tmp_path / "certificates/caddy/pki/authorities/local/root.crt", replicas, servers)
            _wait_for(site, process)
            yield site
    finally:
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


def test_http_leads_to_https_of_the_desk_with_every_security_header(site: Site) -> None:
    for host in ("localhost", "LOCALHOST", f"localhost:{site.plain}"):
        answer = site.ask_plainly("/tickets?status=open", host)
        assert (answer.status, answer.headers["Location"]) == (308, "https://localhost/tickets?status=open")
        expect_security_headers(answer.headers)
        assert "Strict-Transport-Security" not in answer.headers  # over http browsers must not believe it


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1"])
def test_another_hosts_name_leads_nowhere(site: Site, host: str) -> None:
    plainly, by_https = site.ask_plainly("/tickets", host), site.ask("/api/tickets/", host)
    for answer in (plainly, by_https):
        assert answer.status == 421
        assert "Location" not in answer.headers
        expect_security_headers(answer.headers)
    assert by_https.headers.get_all("Strict-Transport-Security") == ["max-age=600"]
    assert not any(replica.asked for replica in site.replicas)


def test_without_a_server_that_takes_requests_the_answer_carries_every_security_header(site: Site) -> None:
    for replica in site.replicas:
        replica.ready = False
    _until(lambda: site.ask("/api/tickets/").status == 503)
    answer = site.ask("/api/tickets/")
    expect_security_headers(answer.headers)
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=600"]


def test_what_is_not_ready_is_left_out_until_it_is(site: Site) -> None:
    first, second = site.replicas
    _until(lambda: site.served_by() == {"a", "b"})
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
