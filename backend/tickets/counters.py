"""Reading and keeping the counters: exact to the last commit, whether or not anybody folds them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum

from postgresql.prepared import prepared
from replica.reading import reads
from tickets.conditions import in_cells
from tickets.models import Ticket, TicketDailyCount, TicketTotalCount
from tickets.querysets import CellFilter

_FIELDS = ("category", "priority", "status")


def cell_counts() -> list[tuple[str, str, str, int]]:
    """(category, priority, status, number of tickets) for each of the at most 64 combinations that occur."""
    with prepared(reads()) as cursor:
        cursor.execute(*_cell_counts_sql())
        # PostgreSQL adds bigints up to a numeric.
        return [(*cell, int(total)) for *cell, total in cursor.fetchall() if total]


@cache
def _cell_counts_sql() -> tuple[str, tuple[Any, ...]]:
    """Composed by the ORM, once: that takes longer than the database takes to answer."""
    counts = TicketTotalCount.objects.values_list(*_FIELDS).annotate(total=Sum("n")).order_by(*_FIELDS)
    return counts.query.sql_with_params()


def count_tickets(cells: CellFilter, after: datetime | None = None, before: datetime | None = None) -> int:
    """How many tickets match, exactly: from counters, and by counting only within the days that are cut into."""
    if after is None and before is None:
        with reads().cursor() as cursor:
            cursor.execute(*total_sql(cells))
            return int(cursor.fetchone()[0])
    first = _next_midnight(after) if after else None
    last = before.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) if before else None
    tickets = Ticket.objects.filter(**cells.lookups())
    if first and last and first >= last:
        return tickets.created_between(after, before).count()
    whole_days = TicketDailyCount.objects.filter(**cells.lookups())
    total = 0
    if first:
        whole_days = whole_days.filter(day__gte=first.date())
        total += tickets.created_between(after, first).count() if first != after else 0
    if last:
        whole_days = whole_days.filter(day__lt=last.date())
        total += tickets.created_between(last, before).count() if last != before else 0
    return total + (whole_days.aggregate(total=Sum("n"))["total"] or 0)


def total_sql(cells: CellFilter) -> tuple[str, tuple[Any, ...]]:
    """How many tickets match, as a statement with its values; it gives one row of one bigint."""
    conditions = in_cells(cells, "c")
    statement = f"SELECT coalesce(sum(n), 0)::bigint FROM tickets_total_count AS c WHERE {conditions}"  # noqa: S608
    return statement, conditions.values


def _next_midnight(moment: datetime) -> datetime:
    """The first midnight (UTC) at or after it."""
    moment = moment.astimezone(UTC)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == moment else midnight + timedelta(days=1)


def fold() -> int:
    """Adds the appended deltas up; returns how many there were, or -1 while another fold is under way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tickets_counters_fold()")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A cell whose counter is not what counting its tickets gives."""

    table: str  # "total" or "daily"
    cell: str
    counted: int
    counter: int


_CHECKS = {
    "total": "category, priority, status",
    "daily": "day, category, priority, status",
}

# One statement, so one snapshot: exact also while others write.
_VERIFY = """
SELECT concat_ws('/', {keys}), coalesce(counted, 0), coalesce(counter, 0)
FROM (SELECT {keys}, count(*) AS counted
      FROM (SELECT (created_at AT TIME ZONE 'UTC')::date AS day, category, priority, status FROM tickets_ticket) AS t
      GROUP BY {keys}) AS tickets
FULL JOIN (SELECT {keys}, sum(n) AS counter FROM tickets_{table}_count GROUP BY {keys}) AS counters USING ({keys})
WHERE coalesce(counted, 0) <> coalesce(counter, 0)
ORDER BY 1
"""


def verify() -> list[Mismatch]:
    """Compares the counters with a full count of the tickets; empty when they agree."""
    found = []
    with connection.cursor() as cursor:
        for table, keys in _CHECKS.items():
            cursor.execute(_VERIFY.format(table=table, keys=keys))
            found += [Mismatch(table, cell, int(counted), int(counter)) for cell, counted, counter in cursor.fetchall()]
    return found


# The first lock is the fold's. DELETE, because TRUNCATE would stop readers, or dead-lock with them.
_REBUILD = """
SELECT pg_advisory_xact_lock(7421001);
LOCK TABLE tickets_ticket IN SHARE ROW EXCLUSIVE MODE;
DELETE FROM tickets_counter_delta;
DELETE FROM tickets_counter_daily;
DELETE FROM tickets_counter_total;
INSERT INTO tickets_counter_daily (day, category, priority, status, n)
    SELECT (created_at AT TIME ZONE 'UTC')::date, category, priority, status, count(*)
    FROM tickets_ticket GROUP BY 1, 2, 3, 4;
INSERT INTO tickets_counter_total (category, priority, status, n)
    SELECT category, priority, status, sum(n) FROM tickets_counter_daily GROUP BY 1, 2, 3;
"""


def rebuild() -> None:
    """Counts everything anew. Writers wait, readers do not: about a second for each million tickets."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_REBUILD)


def facet(cells: list[tuple[str, str, str, int]], field: str, chosen: CellFilter) -> dict[str, int]:
    """Per value of `field` how many tickets there are under the filters on the other two fields."""
    others = [
        (index, allowed) for index, name in enumerate(_FIELDS) if name != field and (allowed := getattr(chosen, name))
    ]
    position = _FIELDS.index(field)
    counts: dict[str, int] = {}
    for cell in cells:
        if all(cell[index] in allowed for index, allowed in others):
            counts[str(cell[position])] = counts.get(str(cell[position]), 0) + cell[3]
    return counts


def breakdown(counts: dict[str, int], values: Collection[str]) -> dict[str, int]:
    """`counts` with a zero for each value that is missing, in the order of `values`."""
    return {value: counts.get(value, 0) for value in values}
