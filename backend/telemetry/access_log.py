"""One log line for each request. Never the query string or the body: they hold what people wrote."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("desk.request")

# Asked every few seconds by machines: worth a line only when something is wrong.
_QUIET_PATHS = frozenset({"/livez", "/healthz", "/readyz"})


class AccessLogMiddleware:
    """Logs method, path, status and duration in milliseconds; the request id is bound already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if request.path_info not in _QUIET_PATHS or response.status_code >= 400:
            log.info(
                "request",
                method=request.method,
                path=request.path_info,
                status=response.status_code,
                duration_ms=round((time.perf_counter() - started) * 1000, 1),
            )
        return response
