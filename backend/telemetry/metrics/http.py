"""Requests by route, as our objectives are stated: the edges 0.5 and 5 s are theirs."""

import time
from collections.abc import Callable, Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from prometheus_client import Counter, Gauge, Histogram

UNMATCHED = "unmatched"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

DURATION = Histogram(
    "desk_http_request_duration_seconds",
    "Time from a request's arrival in Django to its response, with every middleware.",
    ["route", "method", "status_class"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge("desk_http_requests_in_flight", "Requests that Django is working on.", multiprocess_mode="livesum")
WEB_ERRORS = Counter("desk_web_errors_total", "Errors of the web app that browsers have reported.")


class RequestMetricsMiddleware:
    """Stands outside all others, so that what they refuse is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Looking a series up by its labels costs more than adding to it; there are few.
        self._duration = cache(DURATION.labels)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        IN_FLIGHT.inc()
        try:
            response = self.get_response(request)
        finally:
            IN_FLIGHT.dec()
        status_class = f"{response.status_code // 100}xx"
        self._duration(route_of(request), method_of(request), status_class).observe(time.perf_counter() - started)
        return response


def route_of(request: HttpRequest) -> str:
    """The pattern that answered, such as /api/tickets/<int:ticket_id>/; "unmatched" if none did."""
    match = request.resolver_match
    return f"/{match.route}" if match else UNMATCHED


def method_of(request: HttpRequest) -> str:
    """One of METHODS, or "other": clients may send any word."""
    return request.method if request.method in METHODS else "other"


def touch() -> None:
    """Makes every route's series at zero, so that a rate sees the first failure."""
    for route, method in _endpoints(get_resolver().url_patterns, "/"):
        for status_class in ("2xx", "5xx"):
            DURATION.labels(route, method, status_class)


def _endpoints(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _endpoints(pattern.url_patterns, route)
            continue
        view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if hasattr(view, method.lower()) if view else method == "GET":
                yield route, method
