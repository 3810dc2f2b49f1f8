"""Django's backend with its statements counted in django-prometheus' metrics, at a quarter of that one's cost.

The original makes a class of cursors for each connection that a request takes from the pool, looks its counters up by
name for each statement, and counts twice what its histogram of durations has counted already.
"""

import time
from functools import cache
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django_prometheus.db import errors_total, query_duration_seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """Its cursors count."""

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        return {**params, "cursor_factory": counting(params["cursor_factory"], self.alias)}


def counting(cursor: Any, alias: str) -> Any:
    """The class of cursors with its statements counted, where settings.METRICS says so."""
    return _counting(cursor, alias) if settings.METRICS else cursor


@cache
def _counting(cursor: Any, alias: str) -> Any:
    labels = (alias, base.DatabaseWrapper.vendor)
    took = query_duration_seconds.labels(*labels)

    def failed(error: Exception) -> None:
        errors_total.labels(*labels, type(error).__name__).inc()

    class CountingCursor(cursor):  # type: ignore[misc]
        def execute(self, *args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return super().execute(*args, **kwargs)
            except Exception as error:
                failed(error)
                raise
            finally:
                took.observe(time.perf_counter() - started)

        def executemany(self, *args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return super().executemany(*args, **kwargs)
            except Exception as error:
                failed(error)
                raise
            finally:
                took.observe(time.perf_counter() - started)

    return CountingCursor
