"""Rows of very many tickets for measuring: how their values are distributed."""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from demo.corpus import Corpus
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
# Most of what is open is nobody's yet; nearly all else is, or was, somebody's.
ASSIGNED = {"open": 0.25, "in_progress": 0.95, "resolved": 0.95, "closed": 0.95}

COLUMNS = (
    "id, title, description, category, priority, status, assignee_id, version, created_at, updated_at, resolved_at"
)
Row = tuple[int, str, str, str, str, str, int | None, int, datetime, datetime, datetime | None]


def rows(
    rng: Random, ids: Sequence[int], moments: Sequence[datetime], accounts: Sequence[int], now: datetime
) -> Iterator[Row]:
    """One for each id and moment, of COLUMNS; each of the accounts has as many tickets as the others."""
    corpus = Corpus(rng, len(ids))
    categories, priorities = (
        rng.choices(list(shares), list(shares.values()), k=len(ids)) for shares in (_CATEGORIES, _PRIORITIES)
    )
    for index, (ticket_id, at, category, priority) in enumerate(zip(ids, moments, categories, priorities, strict=True)):
        status, version, changed_at = _state(rng, at, now)
        assignee = rng.choice(accounts) if rng.random() < ASSIGNED[status] else None
        resolved_at = changed_at if status in DONE_STATUSES else None
        title, description = corpus.text(index)
        yield (
            ticket_id,
            title,
            description,
            category,
            priority,
            status,
            assignee,
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
