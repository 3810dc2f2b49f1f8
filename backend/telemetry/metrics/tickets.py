"""Tickets as they come in. How many there are is read from the database: see telemetry.metrics.database."""

from collections.abc import Iterable

from prometheus_client import Counter

CHOSEN = "chosen"  # the requester chose both values, and no suggestion was made

CREATED = Counter(
    "desk_tickets_created_total", "Tickets created, by the source of the suggestion behind them.", ["source"]
)


def touch(sources: Iterable[str]) -> None:
    """Makes the series at zero."""
    for source in [CHOSEN, *sources]:
        CREATED.labels(source)
