"""The Caddyfile: what goes to the backend, what is served as a file, and what every answer carries."""

import http.client
import json
import re
import socket
import threading
import time

import pytest

from api import csp
from tests.patience import LIMIT

from .conftest import Caddy
from .headers import STRICT, expect_security_headers
from .upstream import Upstream

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    "path", ["/", "/tickets/17", "/assets/index-4f2a.js", "/favicon.svg", "/runbooks/", "/api/tickets/", "/static/x"]
)
def test_every_kind_of_answer_carries_the_security_headers_once(caddy: Caddy, upstream: Upstream, path: str) -> None:
    answer = caddy.ask(path)
    assert answer.status == 200
    expect_security_headers(answer.headers)
    assert answer.headers.get_all("Reporting-Endpoints") == ['csp="/api/csp-reports/"']


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/metrics", 404),
        ("/assets/gone.js", 404),
        ("/runbooks/Nothing.md", 404),
        ("/grafana/", 502),
        ("/api/tickets/", 502),
        ("/servez", 502),
    ],
)
def test_every_error_of_caddys_own_carries_them_too(caddy: Caddy, path: str, status: int) -> None:
    answer = caddy.ask(path)
    assert answer.status == status
    expect_security_headers(answer.headers)


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs", "/api/redoc/", "/api/docs/?script="])
def test_the_viewers_may_style_inline_but_not_script_inline(caddy: Caddy, upstream: Upstream, path: str) -> None:
    (policy,) = caddy.ask(path).headers.get_all("Content-Security-Policy") or []
    assert policy == csp.policy(path.partition("?")[0])  # as the backend says it by itself
    assert "style-src 'self' 'unsafe-inline'; worker-src blob:;" in policy
    assert "script-src 'self';" in policy


@pytest.mark.parametrize("path", ["/api/docsomething", "/tickets/api/docs/"])
def test_a_path_that_resembles_a_viewer_gets_the_strict_policy(caddy: Caddy, upstream: Upstream, path: str) -> None:
    assert caddy.ask(path).headers["Content-Security-Policy"] == STRICT


def test_the_backend_says_the_same_policy_by_itself(caddy: Caddy) -> None:
    assert csp.policy("/api/tickets/") == STRICT
    assert caddy.ask("/").headers["Reporting-Endpoints"] == csp.REPORTING_ENDPOINTS


def test_the_reports_reach_the_backend(caddy: Caddy, upstream: Upstream) -> None:
    path = csp.REPORTS
    caddy.ask(path, method="POST", body=b"[]", headers={"Content-Type": "application/reports+json"})
    assert [(request.path, request.headers["content-type"]) for request in upstream.received] == [
        (path, "application/reports+json")
    ]


@pytest.mark.parametrize("path", ["/", "/tickets", "/tickets/17", "/dashboard/"])
def test_the_app_answers_its_own_routes_and_is_revalidated(caddy: Caddy, path: str) -> None:
    answer = caddy.ask(path)
    assert answer.status == 200
    assert b"Triage Desk" in answer.body
    assert answer.headers["Cache-Control"] == "no-cache"


def test_hashed_files_are_kept_for_ever_and_compressed(caddy: Caddy) -> None:
    answer = caddy.ask("/assets/index-4f2a.js", headers={"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_missing_hashed_file_is_404_and_not_the_app(caddy: Caddy) -> None:
    answer = caddy.ask("/assets/index-old.js")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Triage Desk" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/metrics/",
        "/METRICS",
        "/%6detrics",
        "//metrics",
        "/api/../metrics",
        "/api/..%2fmetrics",
        "/static/%2e%2e/metrics",
    ],
)
def test_metrics_are_not_for_the_outside(caddy: Caddy, upstream: Upstream, path: str) -> None:
    assert caddy.ask(path).status == 404
    assert upstream.received == []


@pytest.mark.parametrize(
    "path", ["/api", "/api/tickets/", "/healthz", "/livez", "/readyz", "/servez", "/static/viewer.css"]
)
def test_the_backend_gets_its_paths(caddy: Caddy, upstream: Upstream, path: str) -> None:
    assert caddy.ask(path).body == Upstream.payload
    assert [request.path for request in upstream.received] == [path]


def test_the_backend_gets_a_request_id_and_the_same_one_is_answered(caddy: Caddy, upstream: Upstream) -> None:
    answer = caddy.ask("/api/tickets/")
    assert re.fullmatch(UUID, upstream.received[0].headers["x-request-id"])
    assert answer.headers.get_all("X-Request-ID") == [upstream.received[0].headers["x-request-id"]]


def test_a_well_formed_request_id_passes_and_another_is_replaced(caddy: Caddy, upstream: Upstream) -> None:
    caddy.ask("/api/tickets/", headers={"X-Request-ID": "order-17.retry_2"})
    caddy.ask("/api/tickets/", headers={"X-Request-ID": 'x","admin":true'})
    first, second = (request.headers["x-request-id"] for request in upstream.received)
    assert first == "order-17.retry_2"
    assert re.fullmatch(UUID, second)


def test_forwarding_headers_of_a_client_are_not_believed(caddy: Caddy, upstream: Upstream) -> None:
    forged = {
        "X-Forwarded-For": "8.8.8.8",
        "X-Forwarded-Proto": "https",
        "X-Real-IP": "8.8.8.8",
        "Forwarded": "for=8.8.8.8",
    }
    caddy.ask("/api/tickets/", headers=forged)
    headers = upstream.received[0].headers
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"
    assert "x-real-ip" not in headers
    assert "forwarded" not in headers


def test_a_version_that_compression_marked_is_still_the_version(caddy: Caddy, upstream: Upstream) -> None:
    caddy.ask("/api/tickets/1/", "PATCH", {"If-Match": '"3-gzip"'}, b"{}")
    caddy.ask("/api/tickets/1/", "PATCH", {"If-Match": '"3"'}, b"{}")
    assert [request.headers["if-match"] for request in upstream.received] == ['"3"', '"3"']


def test_a_body_above_16_mib_is_refused_in_the_apis_shape(caddy: Caddy, upstream: Upstream) -> None:
    answer = caddy.ask("/api/tickets/", "POST", body=b"x" * (16 * 1024 * 1024 + 1))
    assert answer.status == 413
    expect_security_headers(answer.headers)
    error = json.loads(answer.body)["error"]
    assert error["code"] == "too_large"
    assert "16 MiB" in error["message"]


def test_a_body_whose_chunks_cannot_be_read_is_refused_with_the_headers_too(caddy: Caddy, upstream: Upstream) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", caddy.port, timeout=LIMIT)
    try:
        connection.putrequest("POST", "/api/tickets/")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        connection.send(b"no number\r\n")
        response = connection.getresponse()
        assert response.status == 400
        expect_security_headers(response.headers)
    finally:
        connection.close()


def test_a_body_of_a_few_mib_arrives_whole(caddy: Caddy, upstream: Upstream) -> None:
    body = b"x" * (3 * 1024 * 1024)
    assert caddy.ask("/api/tickets/", "POST", body=body).status == 200
    assert upstream.received[0].body == body


def test_without_a_backend_the_answer_says_so_in_the_apis_shape(caddy: Caddy) -> None:
    answer = caddy.ask(
        "/api/tickets/?search=private", headers={"X-Request-ID": "order-17.retry_2", "Cookie": "s=private"}
    )
    body = json.loads(answer.body)
    assert answer.status == 502
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Content-Security-Policy"] == STRICT
    assert answer.headers["X-Request-ID"] == "order-17.retry_2"
    assert body["error"]["code"] == "unavailable"
    assert body["error"]["request_id"] == "order-17.retry_2"
    assert body["detail"] == body["error"]["message"]
    logged = caddy.log.read_text()
    assert '"request_id":"order-17.retry_2"' in logged
    assert "private" not in logged


def test_a_request_waits_for_a_backend_that_restarts(caddy: Caddy) -> None:
    late: list[Upstream] = []
    timer = threading.Timer(1.0, lambda: late.append(Upstream(caddy.backend_port)))
    timer.start()
    try:
        answer = caddy.ask("/api/tickets/", "POST", body=b'{"title": "kept"}')
        assert answer.status == 200
        assert [request.body for request in late[0].received] == [b'{"title": "kept"}']
    finally:
        timer.join()
        late[0].stop()


def test_a_slow_client_does_not_occupy_the_backend(caddy: Caddy, upstream: Upstream) -> None:
    with socket.create_connection(("127.0.0.1", caddy.port)) as client:
        client.sendall(b"POST /api/tickets/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345")
        time.sleep(0.3)
        assert upstream.received == []
        client.sendall(b"67890")
        assert client.recv(100).startswith(b"HTTP/1.1 200")
    assert upstream.received[0].body == b"1234567890"
