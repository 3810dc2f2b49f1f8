"""How far each process's database connections are used."""

import threading
import time

from django.db import connection
from prometheus_client import Gauge
from psycopg_pool import ConnectionPool

EVERY = 5.0  # seconds between two looks

CONNECTIONS = Gauge(
    "desk_db_pool_connections",
    "Connections of the pools of all processes, by whether a request has them.",
    ["state"],
    multiprocess_mode="livesum",
)
LIMIT = Gauge(
    "desk_db_pool_limit", "Connections that the pools of all processes may open.", multiprocess_mode="livesum"
)
WAITING = Gauge(
    "desk_db_pool_waiting", "Requests that wait for a connection of their pool.", multiprocess_mode="livesum"
)


def watch() -> None:
    """Looks at this process's pool for as long as it lives; does nothing without one. Call it after a fork."""
    pool: ConnectionPool | None = getattr(connection, "pool", None)
    if pool is not None:
        threading.Thread(target=_watch, args=(pool,), name="pool-metrics", daemon=True).start()


def _watch(pool: ConnectionPool) -> None:
    while True:
        measure(pool)
        time.sleep(EVERY)


def measure(pool: ConnectionPool) -> None:
    """Sets the gauges to what the pool says now."""
    stats = pool.get_stats()
    CONNECTIONS.labels("in_use").set(stats["pool_size"] - stats["pool_available"])
    CONNECTIONS.labels("idle").set(stats["pool_available"])
    LIMIT.set(stats["pool_max"])
    WAITING.set(stats["requests_waiting"])
