"""GET /metrics, for Prometheus on the internal network. Caddy answers 404 for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_prometheus.exports import ExportToDjangoView

PATH = "/metrics"


class ExpositionMiddleware:
    """All processes' metrics together. Before ALLOWED_HOSTS, because Prometheus addresses each replica by its IP."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == PATH and request.method == "GET":
            exposition: HttpResponse = ExportToDjangoView(request)
            return exposition
        return self.get_response(request)
