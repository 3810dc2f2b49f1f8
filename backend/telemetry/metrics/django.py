"""django-prometheus' metrics of requests, kept within bounds: of labels, and of what they may cost."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django_prometheus.middleware import Metrics

# The others count the same requests once more, by what nobody asks about (transport, charset, template), at three
# times the cost of these.
KEPT = frozenset(
    {
        "django_http_requests_latency_seconds_by_view_method",
        "django_http_responses_total_by_status_view_method",
        "django_http_exceptions_total_by_type",
        "django_http_exceptions_total_by_view",
    }
)


class KeptMetrics(Metrics):  # type: ignore[misc]
    """Makes only those in KEPT."""

    def register_metric(self, metric_cls: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        return super().register_metric(metric_cls, name, *args, **kwargs) if name in KEPT else None


class ViewMetrics:
    """Counts each request once, by a view and a method from the known ones.

    PrometheusAfterMiddleware labels its latency by any word that a client sends as a method, and observes it twice
    for a view that has failed.
    """

    def __init__(self) -> None:
        self.metrics = KeptMetrics.get_instance()
        # Looking a series up by its labels costs more than adding to it; there are few.
        self._responses = cache(self.metrics.responses_by_status_view_method.labels)
        self._latency = cache(self.metrics.requests_latency_by_view_method.labels)

    def answered(self, request: HttpRequest, response: HttpResponse, method: str, seconds: float) -> None:
        """A request is over."""
        view = _view_of(request)
        self._responses(str(response.status_code), view, method).inc()
        self._latency(view, method).observe(seconds)

    def failed(self, request: HttpRequest, exception: Exception) -> None:
        """A view has failed."""
        self.metrics.exceptions_by_type.labels(type(exception).__name__).inc()
        self.metrics.exceptions_by_view.labels(_view_of(request)).inc()


def _view_of(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.view_name) or "<unnamed view>"
