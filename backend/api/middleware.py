"""Request handling that every endpoint shares."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api.csp import REPORTING_ENDPOINTS, policy
from api.errors import plain_error


class OptionalSlashMiddleware:
    """Lets `/api/tickets` mean `/api/tickets/`, without a redirect, which would turn a POST into a GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/") and not request.path_info.endswith("/"):
            request.path_info += "/"
            request.path += "/"
        return self.get_response(request)


class LengthRequiredMiddleware:
    """Refuses a body of unknown length with 411: Django reads none of it, and would take it for an empty one.

    A length that is no number is 400. gunicorn lets none through; another server might.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length: str = request.META.get("CONTENT_LENGTH") or ""
        if length and not (length.isascii() and length.isdigit()):
            return plain_error(request, 400, "malformed", "Content-Length is no number.")
        if not length and "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            message = "Send the body with a Content-Length: its length must be known before it is read."
            return plain_error(request, 411, "length_required", message)
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """What Django sets no header for. Caddy says the same for the whole origin; this holds for who comes past it."""

    _HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Reporting-Endpoints": REPORTING_ENDPOINTS,
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(request.path_info))
        for name, value in self._HEADERS.items():
            response.headers.setdefault(name, value)
        return response
