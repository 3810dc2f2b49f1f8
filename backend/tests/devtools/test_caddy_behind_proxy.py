"""The Caddyfile where something else ends https in front of Caddy, as an Ingress does in Kubernetes."""

from collections.abc import Iterator

import pytest

from .conftest import Caddy, running_caddy
from .upstream import Upstream

CLAIMED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "desk.example.org"}


@pytest.fixture(scope="module", params=["127.0.0.1/32", "10.0.0.0/8"], ids=["trusted", "another"])
def proxies(request: pytest.FixtureRequest) -> str:
    networks: str = request.param
    return networks


@pytest.fixture(scope="module")
def site(proxies: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caddy, Upstream]]:
    settings = {"CERTIFICATES": "proxy", "PROXIES": proxies, "HSTS_SECONDS": "600", "HSTS_SUBDOMAINS": "false"}
    with running_caddy(tmp_path_factory, **settings) as caddy:
        upstream = Upstream(caddy.backend_port)
        yield caddy, upstream
        upstream.stop()


def test_only_its_word_on_client_and_https_is_handed_on(site: tuple[Caddy, Upstream], proxies: str) -> None:
    caddy, upstream = site
    assert caddy.ask("/api/tickets/", headers=CLAIMED).status == 200
    received = upstream.received[-1].headers
    told = [received[name] for name in ("x-forwarded-for", "x-forwarded-proto")]
    assert told == (["203.0.113.9, 127.0.0.1", "https"] if proxies == "127.0.0.1/32" else ["127.0.0.1", "http"])


def test_browsers_are_told_to_insist_on_https_by_every_answer_once(site: tuple[Caddy, Upstream]) -> None:
    caddy, _ = site
    for path in ("/", "/api/tickets/", "/metrics", "/assets/index-4f2a.js"):
        assert caddy.ask(path).headers.get_all("Strict-Transport-Security") == ["max-age=600"]
