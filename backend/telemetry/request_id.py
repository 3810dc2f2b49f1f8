"""One id for each request: in every response, every log line and every error body."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"

# What a proxy or a client may choose itself: short and harmless in a log line.
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id_of(request: object) -> str:
    """The id of a Django or DRF request, or "" outside a request."""
    return getattr(request, "request_id", "")


class RequestIdMiddleware:
    """Takes the caller's id if it is well-formed, otherwise makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response[HEADER] = request_id
        return response
