"""Nothing a person writes and nothing a client invents becomes a label."""

from collections.abc import Callable
from typing import Any

import pytest

from telemetry.metrics.http import DURATION, touch
from tests.conftest import ApiClient
from tests.telemetry.changes import changes, exposition
from tests.telemetry.server import parse

pytestmark = pytest.mark.django_db

HOSTILE = 'x"} 1\nforged{a="b'


def attack(api: ApiClient, mark: str) -> None:
    """Puts `mark` wherever somebody outside may put something."""
    ticket = {"title": mark, "description": f"{mark} {HOSTILE}", "category": mark, "status": mark}
    for body in (ticket, {"title": mark, "description": mark}, [{"title": mark, "description": mark}], {mark: mark}):
        api.post("/api/tickets/", body)
        api.post("/api/tickets/classify/", body)
    api.post("/api/tickets/", {"title": mark, "description": mark}, HTTP_IDEMPOTENCY_KEY=mark)
    api.get("/api/tickets/", {"search": mark, "category": mark, mark: mark, "cursor": mark})
    api.get(f"/api/tickets/{mark}/")
    api.get(f"/{mark}/{HOSTILE}")
    api.get("/api/session/", HTTP_HOST=f"{mark}.example.org")
    api.get("/api/session/", HTTP_X_REQUEST_ID=f"{mark}{mark}", HTTP_USER_AGENT=mark, HTTP_ACCEPT=mark)
    api.post("/api/tickets/", mark, content_type=f"text/plain; what={mark}")
    for path in ("/api/tickets/", "/api/session/", "/nowhere", "/livez"):
        api.generic(mark.upper(), path)


def test_a_marker_put_everywhere_shows_nowhere_and_makes_no_series(
    api: ApiClient, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        attack(api, "marker-1")
    before = exposition()
    with django_capture_on_commit_callbacks(execute=True):
        attack(api, "marker-2")
    after = exposition()
    assert "marker" not in after.lower()
    assert "forged" not in after
    assert parse(after).keys() == parse(before).keys()
    assert after != before


def test_a_request_is_counted_under_the_pattern_that_answered(api: ApiClient) -> None:
    with changes("desk_http_request_duration") as counted:
        api.get("/api/tickets/4711")
        api.get("/api/tickets/4712/")
        api.get("/nowhere/4713")
        api.generic("BREW", "/livez")
        api.get("/livez", HTTP_HOST="elsewhere.example.org")
    assert counted == {
        "desk_http_request_duration_seconds_count": {
            ("GET", "/api/tickets/<int:ticket_id>/", "4xx"): 2,
            ("GET", "unmatched", "4xx"): 2,  # nothing there, and a host that is not ours
            ("other", "/livez", "4xx"): 1,
        }
    }


def test_the_series_of_every_route_are_there_before_its_first_request() -> None:
    touch()
    series = {sample.labels["route"] for family in DURATION.collect() for sample in family.samples}
    assert {"/api/tickets/", "/api/tickets/<int:ticket_id>/", "/api/tickets/classify/", "/readyz"} <= series


def test_prometheus_may_address_a_replica_by_its_ip(api: ApiClient) -> None:
    response = api.get("/metrics", HTTP_HOST="172.18.0.7:8000")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    assert api.post("/metrics").status_code == 404


def test_a_view_that_fails_is_counted_once(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("telemetry.health._attempt", fail)
    with changes("django_http", "desk_http_request_duration") as counted:
        assert api.get("/healthz").status_code == 500
    assert counted == {
        "desk_http_request_duration_seconds_count": {("GET", "/healthz", "5xx"): 1},
        "django_http_requests_latency_seconds_by_view_method_count": {("GET", "healthz"): 1},
        "django_http_responses_total_by_status_view_method_total": {("GET", "500", "healthz"): 1},
        "django_http_exceptions_total_by_type_total": {("RuntimeError",): 1},
        "django_http_exceptions_total_by_view_total": {("healthz",): 1},
    }
