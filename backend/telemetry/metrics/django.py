"""django-prometheus, kept within bounds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django_prometheus.middleware import PrometheusAfterMiddleware


class BoundedAfterMiddleware(PrometheusAfterMiddleware):  # type: ignore[misc]
    """Labels its latency by a method from the known ones; the original takes whatever word a client sends."""

    def label_metric(
        self, metric: Any, request: HttpRequest, response: HttpResponse | None = None, **labels: str
    ) -> Any:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)
