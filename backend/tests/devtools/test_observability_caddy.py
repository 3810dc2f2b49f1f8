"""Caddy in front of what on-call uses: Grafana below /grafana/, the runbooks, and Caddy's own metrics."""

import http.client

import pytest

from devtools.paths import RUNBOOKS
from tests.patience import LIMIT

from .conftest import Caddy
from .headers import expect_security_headers
from .upstream import Upstream


@pytest.mark.parametrize("path", ["/grafana/", "/grafana/d/desk-overview", "/grafana/api/health", "/grafana"])
def test_grafana_gets_its_paths_whole(caddy: Caddy, grafana: Upstream, upstream: Upstream, path: str) -> None:
    assert caddy.ask(path).body == Upstream.payload
    assert [request.path for request in grafana.received] == [path]
    assert upstream.received == []


def test_grafana_keeps_its_own_policy_and_gets_the_other_headers(
    caddy: Caddy, grafana: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = "script-src 'self' 'nonce-4f2a'"
    monkeypatch.setattr(grafana, "headers", {"Content-Security-Policy": policy, "X-Frame-Options": "deny"})
    expect_security_headers(caddy.ask("/grafana/").headers, policy)


def test_what_grafana_sends_without_a_policy_gets_one(caddy: Caddy, grafana: Upstream) -> None:
    policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    expect_security_headers(caddy.ask("/grafana/public/build/app.js").headers, policy)


def test_a_path_that_resembles_grafana_is_the_app(caddy: Caddy, grafana: Upstream) -> None:
    answer = caddy.ask("/grafanas")
    assert b"Triage Desk" in answer.body
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert grafana.received == []


def test_grafana_does_not_learn_who_is_signed_in_to_the_desk(caddy: Caddy, grafana: Upstream) -> None:
    cookies = "sessionid=secret1; grafana_session=kept; __Host-csrftoken=secret2; __Host-session=secret3"
    caddy.ask("/grafana/", headers={"Cookie": cookies})
    (received,) = grafana.received
    assert "grafana_session=kept" in received.headers["cookie"]
    assert "secret" not in received.headers["cookie"]


def test_without_grafana_the_desk_goes_on(caddy: Caddy, upstream: Upstream) -> None:
    assert caddy.ask("/grafana/").status == 502
    assert caddy.ask("/api/tickets/").status == 200


@pytest.mark.parametrize("prefix", ["", "/grafana"])
def test_a_runbook_is_shown_as_text(caddy: Caddy, prefix: str) -> None:
    answer = caddy.ask(f"{prefix}/runbooks/DeskDatabaseDown.md")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.body == (RUNBOOKS / "DeskDatabaseDown.md").read_bytes()


def test_the_runbooks_begin_with_their_list(caddy: Caddy) -> None:
    assert caddy.ask("/runbooks/").body == (RUNBOOKS / "README.md").read_bytes()


def test_a_runbook_that_is_missing_is_404(caddy: Caddy) -> None:
    assert caddy.ask("/runbooks/Nothing.md").status == 404


def test_the_runbooks_lead_to_no_other_file(caddy: Caddy) -> None:
    assert b"reverse_proxy" not in caddy.ask("/runbooks/..%2f..%2fcaddy%2fCaddyfile").body


def test_caddys_metrics_are_on_a_port_of_their_own(caddy: Caddy, upstream: Upstream) -> None:
    caddy.ask("/api/tickets/")
    connection = http.client.HTTPConnection("127.0.0.1", caddy.metrics_port, timeout=LIMIT)
    connection.request("GET", "/metrics")
    exposed = connection.getresponse().read().decode()
    connection.close()
    assert "caddy_http_request_duration_seconds_bucket" in exposed
    assert caddy.ask("/metrics").status == 404
