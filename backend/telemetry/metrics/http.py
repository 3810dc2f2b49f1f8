"""Requests by route, as our objectives are stated: the edges 0.5 and 5 s are theirs."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from prometheus_client import Counter, Gauge, Histogram

from telemetry.metrics.django import ViewMetrics

UNMATCHED = "unmatched"
LOOK = 1.0  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

DURATION = Histogram(
    "desk_http_request_duration_seconds",
    "Time from a request's arrival in Django to its response, with every middleware.",
    ["route", "method", "status_class"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge("desk_http_requests_in_flight", "Requests that Django is working on.", multiprocess_mode="livesum")
WEB_ERRORS = Counter("desk_web_errors_total", "Errors of the web app that browsers have reported.")
# Of those that name what a page loads, runs or is shown in (CSP 3); what a client makes up is "other".
CSP_DIRECTIVES = frozenset(
    {
        *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem"),
        *("style-src-attr", "img-src", "connect-src", "font-src", "media-src", "object-src", "worker-src", "child-src"),
        *("frame-src", "manifest-src", "base-uri", "form-action", "frame-ancestors"),
    }
)
CSP_REPORTS = Counter(
    "desk_csp_reports_total", "Violations of the content security policy that browsers have reported.", ["directive"]
)

_working: set[int] = set()  # requests, by identity: adding and discarding need no lock


class RequestMetricsMiddleware:
    """Stands outside all others, so that what they refuse is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._views = ViewMetrics()
        # Looking a series up by its labels costs more than adding to it; there are few.
        self._duration = cache(DURATION.labels)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        _working.add(id(request))
        try:
            response = self.get_response(request)
        finally:
            _working.discard(id(request))
        seconds, method = time.perf_counter() - started, method_of(request)
        self._duration(route_of(request), method, f"{response.status_code // 100}xx").observe(seconds)
        self._views.answered(request, response, method, seconds)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view has failed."""
        self._views.failed(request, exception)


def watch() -> None:
    """Says every LOOK seconds how many requests are under way, for as long as this process lives. Call after a fork.

    Two writes for each request would tell no more: Prometheus looks every 15 s.
    """
    threading.Thread(target=_watch, name="http-metrics", daemon=True).start()


def _watch() -> None:
    while True:
        IN_FLIGHT.set(len(_working))
        time.sleep(LOOK)


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
