"""Search: every term as a substring of title or description, the newest tickets first.

In two steps, because the planner alone is fooled by words that are common only in old tickets (docs/decisions/0004):
the newest WINDOW tickets are read until the page is full; only if they do not fill it, the trigram index finds all
matches, and they are sorted.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from api.pagination import cut
from tickets import counters
from tickets.listing import COLUMNS, ListQuery, Row, TicketPage, row_key
from tickets.models import Ticket
from tickets.querysets import CellFilter

WINDOW = 16_000  # tickets
COUNT_CAP = 1_000  # matches counted at most
TIMEOUT_MS = 2_000
MAX_TERMS = 10

# For the transaction. The planner overrates reading the whole table against the trigram index, and compiles what
# takes milliseconds.
_SETTINGS = """
SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true),
       set_config('jit', 'off', true)
"""

_TERM = re.compile(r'"([^"]+)"|(\S+)')
# A trigram needs three letters or digits in a row; a term without them would make the index read everything.
_INDEXABLE = re.compile(r"[^\W_]{3}")


class SearchTimeout(Exception):
    """The search took longer than TIMEOUT_MS."""


def split_terms(text: str) -> tuple[str, ...]:
    """The words of a search, and the phrases in quotes; a quote that is never closed is left out."""
    found = (phrase or word.strip('"') for phrase, word in _TERM.findall(text))
    return tuple(dict.fromkeys(term for term in found if term.strip()))


def search_tickets(query: ListQuery) -> TicketPage:
    """The page of the tickets that contain every term. Raises SearchTimeout.

    The first page counts up to COUNT_CAP matches, as far as it has looked; the cursors carry that count on.
    """
    with _searching(query) as search:
        ids, facts = search.run()
        found = {row["id"]: row for row in Ticket.objects.filter(pk__in=ids).values(*COLUMNS)}
    rows: list[Row] = [found[pk] for pk in ids if pk in found]
    count, capped, complete = facts
    return TicketPage(cut(rows, query.page, row_key, facts), count, count_capped=capped, search_complete=complete)


def search_ids(query: ListQuery, limit: int) -> list[int]:
    """Up to `limit` tickets that contain every term, the newest first, whatever the query's page. Raises SearchTimeout.

    Terms that the trigram index cannot find are looked for among the WINDOW newest tickets only.
    """
    with _searching(query) as search:
        return search.newest(limit)


@contextmanager
def _searching(query: ListQuery) -> "Iterator[_Search]":
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SETTINGS, [str(TIMEOUT_MS)])
            yield _Search(query, cursor)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTimeout from error
        raise


class _Search:
    """One search on one cursor."""

    def __init__(self, query: ListQuery, cursor: Any) -> None:
        self.query = query
        self.cursor = cursor
        self.indexable = any(_INDEXABLE.search(term) for term in query.terms)

    def run(self) -> tuple[list[int], tuple[int, bool, bool]]:
        """The ids of the page and one more, and (count, capped, complete)."""
        start, wanted = self.query.page.offset, self.query.page.stop
        if self.query.page.position:
            return self.newest(wanted), _facts(self.query.page.position.facts)
        ids = self._recent(COUNT_CAP + 1)
        everything = counters.count_tickets(CellFilter()) <= WINDOW
        known = everything
        if not everything and self.indexable and len(ids) < wanted:
            ids = self._all(COUNT_CAP + 1)
            known = True
        capped = len(ids) > COUNT_CAP or not known
        return ids[start:wanted], (min(len(ids), COUNT_CAP), capped, known or self.indexable)

    def newest(self, limit: int) -> list[int]:
        """The first `limit` matches from the query's position on."""
        ids = self._recent(limit)
        return self._all(limit) if len(ids) < limit and self.indexable else ids

    def _recent(self, limit: int) -> list[int]:
        """Matches among the WINDOW newest tickets from the position on."""
        order = self._order("{0}.created_at", "{0}.ticket_id")
        bounds, bound_values = self._bounds("s.created_at")
        texts, text_values = self._texts("w")
        cells, cell_values = self._cells()
        return self._ids(  # only constants are put into the text; what people typed goes in as parameters
            f"""
            SELECT w.ticket_id
            FROM (SELECT ticket_id, created_at, document FROM tickets_search AS s
                  WHERE {bounds} ORDER BY {order.format("s")} LIMIT {WINDOW}) AS w
            {self._join("w")}
            WHERE {texts} AND {cells} ORDER BY {order.format("w")} LIMIT %s
            """,  # noqa: S608
            [*bound_values, *text_values, *cell_values, limit],
        )

    def _all(self, limit: int) -> list[int]:
        """All matches. Ordered by an expression, so that no index on created_at is taken for a short cut."""
        moment = "{0}.created_at + interval '0'"
        bounds, bound_values = self._bounds(moment.format("s"))
        texts, text_values = self._texts("s")
        cells, cell_values = self._cells()
        return self._ids(  # materialized, so that the filters do not lure the planner away from the trigram index
            f"""
            WITH hits AS MATERIALIZED (
                SELECT s.ticket_id, s.created_at FROM tickets_search AS s WHERE {texts} AND {bounds})
            SELECT hits.ticket_id FROM hits {self._join("hits")}
            WHERE {cells} ORDER BY {self._order(moment, "{0}.ticket_id").format("hits")} LIMIT %s
            """,  # noqa: S608
            [*text_values, *bound_values, *cell_values, limit],
        )

    def _ids(self, statement: str, values: list[Any]) -> list[int]:
        self.cursor.execute(statement, values)
        return [pk for (pk,) in self.cursor.fetchall()]

    def _order(self, *keys: str) -> str:
        direction = "ASC" if self.query.page.reading_ascending else "DESC"
        return ", ".join(f"{key} {direction}" for key in keys)

    def _bounds(self, moment: str) -> tuple[str, list[datetime | int]]:
        conditions, values = ["true"], list[datetime | int]()
        if self.query.created_after:
            conditions.append(f"{moment} >= %s")
            values.append(self.query.created_after)
        if self.query.created_before:
            conditions.append(f"{moment} < %s")
            values.append(self.query.created_before)
        if at := self.query.page.position:
            beyond = ">" if self.query.page.reading_ascending else "<"
            conditions.append(f"({moment}, s.ticket_id) {beyond} (%s, %s)")
            values += [at.created_at, at.id]
        return " AND ".join(conditions), values

    def _texts(self, alias: str) -> tuple[str, list[str]]:
        # upper() by the server, as the trigger does it: Python's folding differs.
        conditions = [f"{alias}.document LIKE upper(%s)"] * len(self.query.terms)
        return " AND ".join(conditions), [f"%{_escape(term)}%" for term in self.query.terms]

    def _cells(self) -> tuple[str, list[list[str]]]:
        columns = self._cell_columns()
        conditions = [f"t.{column} = ANY(%s)" for column in columns]
        return " AND ".join(conditions) or "true", list(columns.values())

    def _join(self, alias: str) -> str:
        return f"JOIN tickets_ticket AS t ON t.id = {alias}.ticket_id" if self._cell_columns() else ""

    def _cell_columns(self) -> dict[str, list[str]]:
        cells = self.query.cells
        columns = {"category": cells.category, "priority": cells.priority, "status": cells.status}
        return {column: list(values) for column, values in columns.items() if values}


def _escape(term: str) -> str:
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _facts(facts: tuple[Any, ...]) -> tuple[int, bool, bool]:
    """Those of a cursor; one of a list without a search has none."""
    match facts:
        case (int(count), bool(capped), bool(complete)):
            return count, capped, complete
    return 0, True, True
