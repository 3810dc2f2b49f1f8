"""GET /metrics, for Prometheus on the internal network. Caddy answers 404 for it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from telemetry.metrics.processes import FOLDER

PATH = "/metrics"


class AllProcesses(Collector):
    """What the processes of this server have counted, each in files of its own.

    A file is there before it has a size: for a moment, or for good if its process is killed in that moment. Nothing
    is counted in it, and prometheus_client fails at it (https://github.com/prometheus/client_python/issues/1199).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def collect(self) -> Iterable[Metric]:
        """Each metric once, summed up as it says itself."""
        files = [str(path) for path in self.folder.glob("*.db") if _size(path)]
        metrics: Iterable[Metric] = MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]
        return metrics


def _size(path: Path) -> int:
    """In bytes; 0 if the file has gone with its process."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _registry() -> CollectorRegistry:
    if folder := os.environ.get(FOLDER):
        registry = CollectorRegistry()
        registry.register(AllProcesses(Path(folder)))
        return registry
    return REGISTRY


class ExpositionMiddleware:
    """All processes' metrics together. Before ALLOWED_HOSTS, because Prometheus addresses each replica by its IP."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == PATH and request.method == "GET":
            return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)
        return self.get_response(request)
