"""The worker's own endpoint: its jobs, its calls of models, and the gauges that the database knows."""

import os

from prometheus_client import REGISTRY, start_http_server

from telemetry.metrics.database import DatabaseGauges, configured_sources

DEFAULT_BIND = "127.0.0.1:9101"


def serve() -> int:
    """Answers GET /metrics on WORKER_METRICS_BIND (host:port; empty: nowhere, and port 0 any) in a thread.

    Returns the port, 0 if none. Raises OSError if it is taken.
    """
    bind = os.environ.get("WORKER_METRICS_BIND", DEFAULT_BIND)
    if not bind:
        return 0
    host, _, port = bind.rpartition(":")
    REGISTRY.register(DatabaseGauges(configured_sources()))
    server, _ = start_http_server(int(port), addr=host.strip("[]"))
    return int(server.server_port)
