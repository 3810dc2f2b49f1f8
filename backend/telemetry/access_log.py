"""One log line for each request. Never the query string or the body: they hold what people wrote."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty

from telemetry.metrics.http import route_of

log = structlog.get_logger("desk.request")

# Asked every few seconds by machines: worth a line only when something is wrong.
_QUIET_PATHS = frozenset({"/livez", "/healthz", "/readyz", "/servez"})


# Characters of a path: as long as ours get, and others are not worth more.
_PATH_LIMIT = 200


def _user_of(request: HttpRequest) -> int | None:
    """The id of who is signed in, if answering the request has found that out: a log line is worth no query."""
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject) and user._wrapped is empty:  # type: ignore[attr-defined]
        return None
    return getattr(user, "pk", None)


class AccessLogMiddleware:
    """Logs method, route, path, status, duration in milliseconds and user; the request id is bound already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if request.path_info not in _QUIET_PATHS or response.status_code >= 400:
            log.info(
                "request",
                method=request.method,
                route=route_of(request),
                path=request.path_info[:_PATH_LIMIT],
                status=response.status_code,
                duration_ms=round((time.perf_counter() - started) * 1000, 1),
                user=_user_of(request),
            )
        return response
