"""Tickets in analysis runs, as they are done. How many runs there are is read from the database."""

from collections.abc import Iterable

from prometheus_client import Counter

NO_SOURCE = "none"  # no values were found, or the ticket failed

RUN_TICKETS = Counter(
    "desk_analysis_run_tickets_total",
    "Tickets that runs have done with, by what became of them and the source of their values.",
    ["source", "status"],
)


def ended(*, source: str, status: str) -> None:
    """A run has done with a ticket. `source` is "" if it failed."""
    RUN_TICKETS.labels(source or NO_SOURCE, status).inc()


def touch(*, sources: Iterable[str], done: str, failed: str) -> None:
    """Makes the series at zero."""
    for source in sources:
        RUN_TICKETS.labels(source, done)
    RUN_TICKETS.labels(NO_SOURCE, failed)
