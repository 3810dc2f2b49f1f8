"""One page of the ticket list: what was asked for, and what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from accounts.agents import display_name_sql
from api.pagination import PageRequest, Slice, cut
from postgresql.prepared import prepared
from replica.reading import reads
from tickets import counters
from tickets.assignees import Assignees, Scans
from tickets.conditions import Conditions, between, in_cells, order
from tickets.models import Ticket
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

# As the API tells a ticket.
FIELDS = (*COLUMNS, "assignee")

_SELECT = f"SELECT {', '.join(f't.{column}' for column in COLUMNS)}, t.assignee_id, {display_name_sql('account')}"
_FROM = "FROM tickets_ticket AS t LEFT JOIN accounts_user AS account ON account.id = t.assignee_id"

# Matches counted at most where no counter knows them: behind a search or an assignee.
COUNT_CAP = 1_000
# How many tickets down a page number reaches: each row above the page has to be read.
PAGE_DEPTH = 10_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The filters, and which page."""

    cells: CellFilter = field(default_factory=CellFilter)
    assignees: Assignees = field(default_factory=Assignees)
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
    """A page without a search; the count is exact, but behind a filter on the assignee up to COUNT_CAP only."""
    if query.assignees:
        return _list_assigned(query)
    page = query.page
    conditions = in_cells(query.cells, "t") & bounds_of(query)
    limits = f"LIMIT {page.stop - page.offset:d} OFFSET {page.offset:d}"
    rest = f"WHERE {conditions} ORDER BY {order(page, 't.created_at', 't.id')} {limits}"
    if query.created_after or query.created_before:
        rows = read_rows(rest, conditions.values)
        count = counters.count_tickets(query.cells, query.created_after, query.created_before)
    else:
        rows, count = _read_counted(rest, conditions.values, query)
    return TicketPage(cut(rows, page, row_key), count)


def _list_assigned(query: ListQuery) -> TicketPage:
    page = query.page
    scans = Scans(query.assignees, query.cells, bounds_of(query))
    listed = order(page, "t.created_at", "t.id")
    found, values = scans.first(listed, page.stop)
    first = f"SELECT t.id FROM ({found}) AS t ORDER BY {listed} LIMIT %s OFFSET %s"  # noqa: S608 -- constants
    rows = read_rows(
        f"WHERE t.id = ANY(ARRAY({first})) ORDER BY {listed}", [*values, page.stop - page.offset, page.offset]
    )
    everywhere = bounds_of(replace(query, page=PageRequest()))
    count = count_up_to(COUNT_CAP + 1, Scans(query.assignees, query.cells, everywhere))
    return TicketPage(cut(rows, page, row_key), min(count, COUNT_CAP), count_capped=count > COUNT_CAP)


def count_up_to(most: int, scans: Scans) -> int:
    """How many tickets the scans find, counted up to `most`."""
    with reads().cursor() as cursor:
        cursor.execute(*scans.count(most))
        [(count,)] = cursor.fetchall()
    return int(count)


def bounds_of(query: ListQuery) -> Conditions:
    """Between which moments tickets `AS t` lie, and from which position on."""
    return between(query.page, query.created_after, query.created_before, "t.created_at", "t.id")


def read_rows(rest: str, values: Sequence[Any]) -> list[Row]:
    """Tickets `AS t`, by the rest of a SELECT: composing it by the ORM takes three times as long as reading a page."""
    with reads().cursor() as cursor:
        cursor.execute(f"{_SELECT} {_FROM} {rest}", values)
        return [_row(*told) for told in cursor.fetchall()]


def read_ticket(ticket_id: int) -> Row:
    """One of them. Raises Ticket.DoesNotExist."""
    with prepared(reads()) as cursor:
        cursor.execute(f"{_SELECT} {_FROM} WHERE t.id = %s", [ticket_id])
        told = cursor.fetchone()
    if told is None:
        raise Ticket.DoesNotExist
    return _row(*told)


def row_of(ticket: Ticket) -> Row:
    """The same of a ticket that was read already."""
    row: Row = {column: getattr(ticket, column) for column in COLUMNS}
    row["assignee"] = {"id": ticket.assignee.pk, "name": ticket.assignee.display_name} if ticket.assignee else None
    return row


def _read_counted(rest: str, values: Sequence[Any], query: ListQuery) -> tuple[list[Row], int]:
    """The same, with the number of all tickets in these cells in the same round trip."""
    total, counted = counters.total_sql(query.cells)
    # Behind a filter one plan for all values would read the newest tickets, whatever they are, until enough match.
    with prepared(reads()) if query.cells == CellFilter() and not query.page.number else reads().cursor() as cursor:
        cursor.execute(f"{_SELECT}, ({total}) {_FROM} {rest}", [*counted, *values])
        found = cursor.fetchall()
    if not found:  # then no row can tell
        return [], counters.count_tickets(query.cells)
    return [_row(*told) for *told, _ in found], found[0][-1]


def _row(*told: Any) -> Row:
    *values, account, name = told
    row: Row = dict(zip(COLUMNS, values, strict=True))
    row["assignee"] = None if account is None else {"id": account, "name": name}
    return row
