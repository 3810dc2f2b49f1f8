"""Request handling that every endpoint shares."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class OptionalSlashMiddleware:
    """Lets `/api/tickets` mean `/api/tickets/`, without a redirect, which would turn a POST into a GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/") and not request.path_info.endswith("/"):
            request.path_info += "/"
            request.path += "/"
        return self.get_response(request)
