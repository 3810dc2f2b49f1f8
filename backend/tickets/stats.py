"""The figures of the dashboard, aggregated in the database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from postgresql.prepared import prepared
from replica.reading import reads
from tickets.choices import Category, EventKind, Priority, Status
from tickets.counters import breakdown, cell_counts, facet
from tickets.models import TicketDailyCount, TicketEvent
from tickets.models.event import DECISION_KINDS
from tickets.querysets import CellFilter

_DAY = timedelta(days=1)


# A row for the total, and one for each value of each field, whose column is then the only one that is not null.
_STATS = """
SELECT category, priority, status, sum(n)::bigint, (SELECT min(created_at) FROM tickets_ticket)
FROM tickets_total_count GROUP BY GROUPING SETS ((), category, priority, status)
"""


def ticket_stats() -> dict[str, Any]:
    """Totals and breakdowns of all tickets, aggregated by one statement over the counters.

    `avg_tickets_per_day` is the total divided by the days (not whole ones) from the first ticket to now, at least one.
    """
    with prepared(reads()) as cursor:
        cursor.execute(_STATS)
        rows = cursor.fetchall()
    counts = {category or priority or status: n or 0 for category, priority, status, n, _ in rows}
    total, first = counts[None], rows[0][-1]
    days = max(1.0, (timezone.now() - first) / _DAY) if first else 1.0
    return {
        "total_tickets": total,
        "open_tickets": counts.get(Status.OPEN, 0),
        "avg_tickets_per_day": round(total / days, 1),
        "priority_breakdown": breakdown(counts, Priority.values),
        "category_breakdown": breakdown(counts, Category.values),
    }


def ticket_facets(chosen: CellFilter) -> dict[str, dict[str, int]]:
    """For each filter the number of tickets behind each of its values, under the other two filters."""
    cells = cell_counts()
    return {
        "category": breakdown(facet(cells, "category", chosen), Category.values),
        "priority": breakdown(facet(cells, "priority", chosen), Priority.values),
        "status": breakdown(facet(cells, "status", chosen), Status.values),
    }


def ticket_trends(days: int) -> dict[str, Any]:
    """The last `days` days (UTC), today included."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - (days - 1) * _DAY
    created = dict(
        TicketDailyCount.objects.filter(day__gte=since.date()).values_list("day").annotate(Sum("n")).order_by("day")
    )
    resolved, resolution = _resolved(since, today)
    dates = [(since + n * _DAY).date() for n in range(days)]
    return {
        "days": days,
        "per_day": [
            {"date": day, "created": created.get(day, 0), "resolved": n} for day, n in zip(dates, resolved, strict=True)
        ],
        "status_breakdown": breakdown(facet(cell_counts(), "status", CellFilter()), Status.values),
        "resolution": resolution,
        "suggestions": _suggestions(since),
    }


# From one index alone. A count for each day and seconds as floating point numbers, because to reckon days and to sort
# intervals costs as much again as to read them. 24 hours, because a day of the session's time zone can be longer.
_RESOLVED = """
SELECT ARRAY(
    SELECT (SELECT count(*) FROM tickets_ticket WHERE resolved_at >= day AND resolved_at < day + interval '24 hours')
    FROM generate_series(%(since)s, %(today)s, interval '24 hours') AS day
), (
    SELECT percentile_cont('{0.5,0.9}'::float8[]) WITHIN GROUP (ORDER BY date_part('epoch', resolved_at - created_at))
    FROM tickets_ticket WHERE resolved_at >= %(since)s AND resolved_at < %(today)s + interval '24 hours'
)
"""


def _resolved(since: datetime, today: datetime) -> tuple[list[int], dict[str, Any]]:
    """How many were resolved on each day, and how long it took."""
    with reads().cursor() as cursor:
        cursor.execute(_RESOLVED, {"since": since, "today": today})
        [(per_day, percentiles)] = cursor.fetchall()
    median, p90 = percentiles or (None, None)
    return per_day, {"resolved": sum(per_day), "median_hours": _hours(median), "p90_hours": _hours(p90)}


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 1)


def _suggestions(since: datetime) -> dict[str, dict[str, int]]:
    """How often people kept or replaced a value that was suggested to them."""
    counts = {field: {EventKind.ACCEPTED.value: 0, EventKind.OVERRIDDEN.value: 0} for field in ("category", "priority")}
    rows = (
        TicketEvent.objects.filter(kind__in=DECISION_KINDS, created_at__gte=since)
        .values_list("field", "kind")
        .annotate(Count("kind"))
        .order_by("field", "kind")
    )
    for field, kind, n in rows:
        counts[field][kind] = n
    return counts
