"""The real Caddy with the real Caddyfile, in front of an upstream of ours."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from devtools.paths import CADDYFILE, RUNBOOKS
from devtools.ports import free_port
from tests.patience import LIMIT, eventually

from .upstream import Upstream

CADDY = Path(sys.executable).parent / "caddy"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Caddy:
    """A running Caddy: where it listens, where it looks for the backend and Grafana, and what it logs."""

    port: int
    backend_port: int
    grafana_port: int
    metrics_port: int
    log: Path

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
        client: str = "127.0.0.1",
    ) -> Answer:
        """As somebody at the address `client` of this machine, all of whose addresses begin with 127."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT, source_address=(client, 0))
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def caddy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caddy]:
    with running_caddy(tmp_path_factory) as running:
        yield running


@contextmanager
def running_caddy(
    tmp_path_factory: pytest.TempPathFactory, config: Path = CADDYFILE, **settings: str
) -> Iterator[Caddy]:
    root = tmp_path_factory.mktemp("static")
    (root / "assets").mkdir()
    (root / "index.html").write_text("<!doctype html><title>Triage Desk</title>")
    (root / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "assets" / "index-4f2a.js").write_text("console.log('desk');\n" * 200)
    running = Caddy(free_port(), free_port(), free_port(), free_port(), tmp_path_factory.mktemp("caddy") / "log")
    environment = os.environ | {
        "PORT": str(running.port),
        "BIND_ADDRESS": "127.0.0.1",
        "BACKEND": f"127.0.0.1:{running.backend_port}",
        "STATIC_ROOT": str(root),
        "RUNBOOKS": str(RUNBOOKS),
        "GRAFANA": f"127.0.0.1:{running.grafana_port}",
        "CADDY_METRICS_PORT": str(running.metrics_port),
        **settings,
    }
    with caddy_process(config, environment, running.log) as process:
        _wait_for(running, process)
        yield running


@contextmanager
def caddy_process(config: Path, environment: Mapping[str, str], log: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A Caddy with this configuration, which may not answer yet."""
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(config)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=LIMIT)


def _wait_for(caddy: Caddy, process: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        assert process.poll() is None, "Caddy refuses the Caddyfile: run `make lint`"
        try:
            caddy.ask("/")
        except ConnectionRefusedError:
            return False
        return True

    assert eventually(answers), "Caddy did not start"


@pytest.fixture
def grafana(caddy: Caddy) -> Iterator[Upstream]:
    server = Upstream(caddy.grafana_port)
    yield server
    server.stop()


@pytest.fixture
def upstream(caddy: Caddy) -> Iterator[Upstream]:
    server = Upstream(caddy.backend_port)
    yield server
    server.stop()
