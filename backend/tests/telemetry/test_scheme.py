"""Whether a request came by https: gunicorn believes nobody, the application the proxies of TRUSTED_PROXIES."""

import secrets
from pathlib import Path

import pytest

from tests.telemetry.server import gunicorn

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": "127.0.0.1",
    "DESK_OPEN": "false",
    "FORWARDED_ALLOW_IPS": "*",  # that gunicorn would take for its own
}
CLAIMS = [{"X-Forwarded-Proto": "https"}, {"X-Forwarded-Protocol": "ssl"}, {"X-Forwarded-Ssl": "on"}]


def test_who_is_no_proxy_of_the_desks_cannot_claim_https(tmp_path: Path) -> None:
    with gunicorn(tmp_path, TRUSTED_PROXIES="192.0.2.0/24", **PRODUCTION) as server:
        for claim in CLAIMS:
            assert server.ask("/api/session/", headers=claim)[0] == 301, claim  # to https


def test_a_proxy_can_by_the_one_header_that_is_caddys(tmp_path: Path) -> None:
    with gunicorn(tmp_path, TRUSTED_PROXIES="127.0.0.1/32", **PRODUCTION) as server:
        proto, *others = CLAIMS
        assert server.ask("/api/session/", headers=proto)[0] == 200
        for claim in others:
            assert server.ask("/api/session/", headers=claim)[0] == 301, claim
            # Nor does what a client adds make a request of Caddy's one that is refused.
            assert server.ask("/api/session/", headers={**claim, "X-Forwarded-Proto": "http"})[0] == 301, claim
