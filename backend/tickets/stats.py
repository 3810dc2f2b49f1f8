"""The figures of the dashboard, aggregated in the database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from replica.reading import reads
from tickets.choices import Category, EventKind, Priority, Status
from tickets.counters import breakdown, cell_counts, facet
from tickets.models import Ticket, TicketDailyCount, TicketEvent
from tickets.models.event import DECISION_KINDS
from tickets.percentiles import PercentileCont
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
    with reads().cursor() as cursor:
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
    today = timezone.now().astimezone(UTC).date()
    first_day = today - (days - 1) * _DAY
    since = datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)
    created = dict(
        TicketDailyCount.objects.filter(day__gte=first_day).values_list("day").annotate(Sum("n")).order_by("day")
    )
    return {
        "days": days,
        "per_day": [
            {"date": day, "created": created.get(day, 0), "resolved": resolved}
            for day, resolved in _resolved_per_day(first_day, today, since)
        ],
        "status_breakdown": breakdown(facet(cell_counts(), "status", CellFilter()), Status.values),
        "resolution": _resolution(since),
        "suggestions": _suggestions(since),
    }


def _resolved_per_day(first_day: date, today: date, since: datetime) -> list[tuple[date, int]]:
    resolved = dict(
        Ticket.objects.filter(resolved_at__gte=since)
        .annotate(day=TruncDate("resolved_at", tzinfo=UTC))
        .values_list("day")
        .annotate(Count("resolved_at"))
        .order_by("day")
    )
    return [(day, resolved.get(day, 0)) for day in (first_day + n * _DAY for n in range((today - first_day).days + 1))]


def _resolution(since: datetime) -> dict[str, Any]:
    figures = Ticket.objects.filter(resolved_at__gte=since).aggregate(
        resolved=Count("resolved_at"),
        median=PercentileCont(F("resolved_at") - F("created_at"), fraction=0.5),
        p90=PercentileCont(F("resolved_at") - F("created_at"), fraction=0.9),
    )
    return {
        "resolved": figures["resolved"],
        "median_hours": _hours(figures["median"]),
        "p90_hours": _hours(figures["p90"]),
    }


def _hours(duration: timedelta | None) -> float | None:
    return None if duration is None else round(duration / timedelta(hours=1), 1)


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
