"""The Caddyfile where something else ends https in front of Caddy: a load balancer, or an Ingress in Kubernetes."""

import contextlib
import http.client
import os
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from api.client_address import ClientAddressMiddleware
from devtools.ports import free_port
from tests.patience import LIMIT

from .conftest import Caddy, caddy_process, running_caddy
from .headers import expect_security_headers
from .test_compose_files import read
from .upstream import Received, Upstream

BALANCER, CLIENT = "127.0.0.1", "127.0.0.5"  # where each comes from
FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Ssl": "on",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;proto=https",
}
# As another one that ends https in front of Caddy.
BALANCE = """{{
	admin off
	auto_https disable_redirects
	skip_install_trust
	persist_config off
}}
https://localhost:{port} {{
	bind 127.0.0.1
	tls internal
	reverse_proxy 127.0.0.1:{behind}
}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caddy, Upstream]]:
    """With the settings that compose gives it."""
    told = read("docker-compose.proxy.yml")["services"]["caddy"]["environment"]
    settings = {name: told[name] for name in ("SITE", "CERTIFICATES", "HTTPS")}
    settings |= {"PROXIES": f"{BALANCER} 192.0.2.0/24", "HSTS_SECONDS": "600", "HSTS_SUBDOMAINS": "false"}
    with running_caddy(tmp_path_factory, **settings) as caddy:
        upstream = Upstream(caddy.backend_port)
        yield caddy, upstream
        upstream.stop()


@dataclass(frozen=True)
class Balancer:
    port: int
    authority: Path

    def ask(self, path: str, headers: dict[str, str]) -> int:
        """By https, from the client's address. The status of the answer."""
        trust = ssl.create_default_context(cafile=str(self.authority))
        connection = http.client.HTTPSConnection(
            "localhost", self.port, timeout=LIMIT, context=trust, source_address=(CLIENT, 0)
        )
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture
def balancer(site: tuple[Caddy, Upstream], tmp_path: Path) -> Iterator[Balancer]:
    port = free_port()
    (tmp_path / "Caddyfile").write_text(BALANCE.format(port=port, behind=site[0].port))
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    with caddy_process(tmp_path / "Caddyfile", environment, tmp_path / "log") as process:
        balancer = Balancer(port, tmp_path / "caddy/pki/authorities/local/root.crt")
        _wait_for(balancer, process)
        yield balancer


def _wait_for(balancer: Balancer, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        assert process.poll() is None
        with contextlib.suppress(OSError):
            if balancer.ask("/", {}) == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"the balancer did not answer by https within {LIMIT} s")


def seen(settings: Any, received: Received) -> tuple[str, str]:
    """The address and scheme that a view sees, where the backend trusts Caddy and nobody else."""
    settings.TRUSTED_PROXIES = ["172.16.0.0/12"]
    found: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    ClientAddressMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR="172.18.0.3", headers=received.headers))
    return found[0].META["REMOTE_ADDR"], found[0].scheme or ""


@pytest.mark.parametrize("headers", [{}, FORGED], ids=["plain", "forging"])
def test_the_clients_address_and_https_arrive_through_both(
    site: tuple[Caddy, Upstream], balancer: Balancer, settings: Any, headers: dict[str, str]
) -> None:
    assert balancer.ask("/api/tickets/", headers) == 200
    received = site[1].received[-1]
    assert (received.headers["x-forwarded-for"], received.headers["x-forwarded-proto"]) == (CLIENT, "https")
    assert seen(settings, received) == (CLIENT, "https")


@pytest.mark.parametrize(
    "chain",
    ["198.51.100.7", "203.0.113.9, 198.51.100.7", "203.0.113.9, 198.51.100.7, 192.0.2.8"],
    ids=["its own", "appended to what the client wrote", "two proxies"],
)
def test_of_a_chain_the_client_is_who_called_the_proxies(
    site: tuple[Caddy, Upstream], settings: Any, chain: str
) -> None:
    caddy, upstream = site
    headers = {**FORGED, "X-Forwarded-For": chain}
    assert caddy.ask("/api/tickets/", headers=headers, client=BALANCER).status == 200
    assert seen(settings, upstream.received[-1]) == ("198.51.100.7", "https")


def test_who_comes_past_the_balancer_can_claim_nothing(site: tuple[Caddy, Upstream], settings: Any) -> None:
    caddy, upstream = site
    assert caddy.ask("/api/tickets/", headers=FORGED, client=CLIENT).status == 200
    received = upstream.received[-1]
    assert (received.headers["x-forwarded-for"], received.headers["x-forwarded-proto"]) == (CLIENT, "http")
    assert not {"x-real-ip", "forwarded"} & received.headers.keys()
    assert seen(settings, received) == (CLIENT, "http")


def test_browsers_are_told_to_insist_on_https_by_every_answer_once(site: tuple[Caddy, Upstream]) -> None:
    caddy, _ = site
    for path in ("/", "/api/tickets/", "/metrics", "/assets/index-4f2a.js"):
        headers = caddy.ask(path).headers
        assert headers.get_all("Strict-Transport-Security") == ["max-age=600"]
        expect_security_headers(headers)
