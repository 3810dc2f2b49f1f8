"""One page of the ticket list: what was asked for, and what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from api.pagination import PageRequest, Slice, cut
from tickets import counters
from tickets.conditions import between, in_cells, order
from tickets.querysets import CellFilter

COLUMNS = (
    "id",
    "title",
    "description",
    "category",
    "priority",
    "status",
    "version",
    "created_at",
    "updated_at",
    "resolved_at",
)

_SELECT = f"SELECT {', '.join(f't.{column}' for column in COLUMNS)} FROM tickets_ticket AS t"  # noqa: S608 -- constants

# How many tickets down a page number reaches: each row above the page has to be read.
PAGE_DEPTH = 10_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The filters, and which page."""

    cells: CellFilter = field(default_factory=CellFilter)
    created_after: datetime | None = None
    created_before: datetime | None = None
    terms: tuple[str, ...] = ()
    page: PageRequest = field(default_factory=PageRequest)


@dataclass(frozen=True, slots=True)
class TicketPage:
    """With `count_capped` there are at least `count` matches, perhaps more.

    `search_complete` is None without a search, and False when only the newest tickets were looked at.
    """

    slice: Slice[Row]
    count: int
    count_capped: bool = False
    search_complete: bool | None = None


def row_key(row: Row) -> tuple[datetime, int]:
    """What the list is ordered by."""
    return row["created_at"], row["id"]


def list_tickets(query: ListQuery) -> TicketPage:
    """A page without a search, with the exact count."""
    page = query.page
    bounds = between(page, query.created_after, query.created_before, "t.created_at", "t.id")
    conditions = in_cells(query.cells, "t") & bounds
    found = read_rows(
        f"WHERE {conditions} ORDER BY {order(page, 't.created_at', 't.id')} LIMIT %s OFFSET %s",
        [*conditions.values, page.stop - page.offset, page.offset],
    )
    count = counters.count_tickets(query.cells, query.created_after, query.created_before)
    return TicketPage(cut(found, page, row_key), count)


def read_rows(rest: str, values: Sequence[Any]) -> list[Row]:
    """Tickets `AS t`, by the rest of a SELECT: composing it by the ORM takes three times as long as reading a page."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT} {rest}", values)
        return [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
