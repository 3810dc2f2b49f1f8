"""Gauges that the database knows: read by one exporter, in one round trip, at most every few seconds."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
import structlog
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

log = structlog.get_logger("desk.metrics")

KEPT = 10.0  # seconds for which an answer is good enough
TIMEOUT_MS = 3000  # of the statement; below Prometheus' own limit for a scrape
UP = "desk_exporter_database_up"


@dataclass(frozen=True, slots=True)
class Described:
    """A gauge's documentation and the names of its labels."""

    documentation: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeSource:
    """SQL that gives rows of (name of a gauge, its labels as text[], its value), and the gauges it may name."""

    gauges: Mapping[str, Described]
    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)


def configured_sources() -> list[GaugeSource]:
    """Those of the apps (DATABASE_GAUGES): dotted paths, so that `telemetry` imports none of them."""
    makers: list[Callable[[], GaugeSource]] = [import_string(path) for path in settings.DATABASE_GAUGES]
    return [make() for make in makers]


class DatabaseGauges(Collector):
    """Without an answer from the database it exports no gauge but one: that there is none."""

    def __init__(self, sources: Sequence[GaugeSource], *, kept: float = KEPT) -> None:
        self._sources = sources
        self._sql = " UNION ALL ".join(f"({source.sql})" for source in sources)
        self._params = {name: value for source in sources for name, value in source.params.items()}
        self._kept = kept
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._families: list[GaugeMetricFamily] = []
        self._good_until = 0.0

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """What is registered, without asking the database."""
        return [*self._empty().values(), _up(0)]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges, at most `kept` seconds old."""
        with self._lock:
            if time.monotonic() >= self._good_until:
                self._families = self._read()
                self._good_until = time.monotonic() + self._kept
            return self._families

    def _read(self) -> list[GaugeMetricFamily]:
        try:
            rows = self._fetch()
        except psycopg.Error as error:
            log.warning("database_gauges_unavailable", error=str(error).partition("\n")[0])
            self.close()
            return [_up(0)]
        families = self._empty()
        for name, labels, value in rows:
            families[name].add_metric(labels, value)
        return [*families.values(), _up(1)]

    def _fetch(self) -> list[tuple[str, list[str], float]]:
        if self._connection is not None:
            try:
                return self._ask(self._connection)
            except psycopg.OperationalError:  # the server may have been restarted since
                self.close()
        self._connection = _connect()
        return self._ask(self._connection)

    def _ask(self, connected: "psycopg.Connection[Any]") -> list[tuple[str, list[str], float]]:
        return connected.execute(self._sql, self._params).fetchall()

    def close(self) -> None:
        """Gives the connection back; the next read makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _empty(self) -> dict[str, GaugeMetricFamily]:
        return {
            name: GaugeMetricFamily(name, told.documentation, labels=told.labels)
            for source in self._sources
            for name, told in source.gauges.items()
        }


def _up(value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(UP, "1 if the database answered the exporter, 0 if not.", value=value)


def _connect() -> psycopg.Connection[Any]:
    """One of the exporter's own, so that no limit of ours holds for anybody else. Raises psycopg.Error."""
    params = connection.get_connection_params()
    params["options"] = f"{params.get('options', '')} -c statement_timeout={TIMEOUT_MS}".strip()
    ours = {"application_name": "triage-desk-exporter", "connect_timeout": 3, "tcp_user_timeout": TIMEOUT_MS}
    djangos = {"context", "cursor_factory"}
    given = {name: value for name, value in params.items() if name not in djangos}
    return psycopg.connect(**{**given, **ours}, autocommit=True)
