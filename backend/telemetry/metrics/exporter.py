"""The worker's own endpoint: its jobs, its calls of models, and the gauges that the database knows."""

import structlog
from django.conf import settings
from prometheus_client import REGISTRY, start_http_server

from telemetry.metrics.database import DatabaseGauges, configured_sources

log = structlog.get_logger("desk.metrics")


def serve() -> int:
    """Answers GET /metrics on WORKER_METRICS_BIND (host:port; empty: nowhere) in a thread; returns the port or 0.

    A port that is taken is worth a line, and not the jobs: it is no reason not to work.
    """
    bind: str = settings.WORKER_METRICS_BIND
    if not bind:
        return 0
    host, _, port = bind.rpartition(":")
    try:
        server, _thread = start_http_server(int(port), addr=host.strip("[]"))
    except OSError as error:
        log.error("metrics_not_served", bind=bind, error=str(error))  # noqa: TRY400 -- the traceback tells no more
        return 0
    REGISTRY.register(DatabaseGauges(configured_sources()))
    log.info("metrics_served", bind=bind)
    return int(server.server_port)
