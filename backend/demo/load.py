"""Fills the desk with very many tickets for measuring: by COPY, with every trigger at work."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import connection, transaction

from demo.corpus import Corpus
from demo.ids import reserve_ticket_ids
from demo.rhythm import arrivals
from tickets import counters
from tickets.choices import DONE_STATUSES

# Shares, as of a desk in use. The status depends on the age: days, and the shares up to it.
_CATEGORIES = {"technical": 42, "billing": 24, "account": 20, "general": 14}
_PRIORITIES = {"medium": 47, "low": 29, "high": 20, "critical": 4}
_STATUSES = (
    (2, {"open": 60, "in_progress": 25, "resolved": 13, "closed": 2}),
    (14, {"open": 12, "in_progress": 14, "resolved": 44, "closed": 30}),
    (math.inf, {"open": 1, "in_progress": 1, "resolved": 8, "closed": 90}),
)
_MEDIAN_HOURS = 30

_COPY_TICKETS = """
COPY tickets_ticket (id, title, description, category, priority, status, version, created_at, updated_at, resolved_at)
FROM STDIN
"""
_INSERT_EVENTS = """
INSERT INTO tickets_ticketevent (ticket_id, kind, actor_role, created_at)
    SELECT id, 'created', 'requester', created_at FROM tickets_ticket WHERE id = ANY(%s) ORDER BY created_at, id
"""
# The trigram index takes new entries in larger heaps, each sorted in memory at once; only in this transaction.
_SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL gin_pending_list_limit = '16MB'"
_LOADED = ("tickets_ticket", "tickets_search", "tickets_ticketevent", "tickets_counter_delta")

_Row = tuple[int, str, str, str, str, str, int, datetime, datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded. `mean_bytes`: of a description, in UTF-8."""

    first: datetime
    last: datetime
    mean_bytes: float


def load_tickets(*, tickets: int, days: int, seed: int, now: datetime) -> Loaded:
    """Loads tickets of the `days` days up to `now`, all or none, then folds the counters and prepares the tables.

    Must not run inside a transaction: VACUUM refuses to.
    """
    rng = Random(seed)  # noqa: S311 (made-up data, nothing secret)
    moments = arrivals(rng, tickets, until=now, days=days)
    size = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        ids = reserve_ticket_ids(tickets)
        with cursor.copy(_COPY_TICKETS) as copy:
            for row in _rows(rng, ids, moments, now):
                size += len(row[2].encode())
                copy.write_row(row)
        cursor.execute(_INSERT_EVENTS, [ids])
    counters.fold()
    _settle()
    return Loaded(first=moments[0], last=moments[-1], mean_bytes=size / tickets)


def _rows(rng: Random, ids: list[int], moments: list[datetime], now: datetime) -> Iterator[_Row]:
    corpus = Corpus(rng, len(ids))
    categories, priorities = (
        rng.choices(list(shares), list(shares.values()), k=len(ids)) for shares in (_CATEGORIES, _PRIORITIES)
    )
    for index, (ticket_id, at) in enumerate(zip(ids, moments, strict=True)):
        status, version, changed_at = _state(rng, at, now)
        resolved_at = changed_at if status in DONE_STATUSES else None
        yield (
            ticket_id,
            *corpus.text(index),
            categories[index],
            priorities[index],
            status,
            version,
            at,
            changed_at,
            resolved_at,
        )


def _state(rng: Random, at: datetime, now: datetime) -> tuple[str, int, datetime]:
    """Status, version and time of the last change."""
    age = (now - at) / timedelta(days=1)
    shares = next(shares for days, shares in _STATUSES if age <= days)
    status = rng.choices(list(shares), list(shares.values()))[0]
    if status == "open":
        return status, 1, at
    took = timedelta(hours=rng.lognormvariate(math.log(_MEDIAN_HOURS), 1.0))
    return status, 2 if status == "in_progress" else 3, min(at + took, now)


def _settle() -> None:
    """What autovacuum would do within minutes: statistics for the planner, and pages marked for index-only scans."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(_LOADED)}")
