"""Search: every term as a substring of title or description, the newest tickets first.

The planner alone is fooled by words that are common only in old tickets (docs/decisions/0004), so the way is chosen
here. Few tickets behind the filters are all looked at. Otherwise the newest WINDOW tickets are read until the page is
full; only if they do not fill it, the trigram index finds all matches, and they are sorted.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, transaction
from psycopg.errors import QueryCanceled

from api.pagination import cut
from replica.reading import reads, reads_from
from tickets import counters
from tickets.assignees import Scans, of_assignees
from tickets.conditions import Conditions, all_of, between, in_cells, order
from tickets.listing import COUNT_CAP, ListQuery, TicketPage, bounds_of, count_up_to, read_rows, row_key

WINDOW = 16_000  # tickets
FEW = 4_000  # tickets behind the filters, of which each is read rather than the window: 10 µs each
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
        found = {row["id"]: row for row in read_rows("WHERE t.id = ANY(%s)", [ids])}
    rows = [found[pk] for pk in ids if pk in found]
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
        with transaction.atomic(using=reads_from()), reads().cursor() as cursor:
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
        # upper() by the server, as the trigger does it: Python's folding differs.
        self.texts = all_of(("s.document LIKE upper(%s)", f"%{_escape(term)}%") for term in query.terms)
        self.filters = in_cells(query.cells, "t") & of_assignees(query.assignees, "t")
        self.filtered_to_few = bool(self.filters.parts) and self._behind_filters() <= FEW

    def run(self) -> tuple[list[int], tuple[int, bool, bool]]:
        """The ids of the page and one more, and (count, capped, complete)."""
        page = self.query.page
        if page.position:
            return self.newest(page.stop), _facts(page.position.facts)
        ids, exhaustive = self._matches(page.stop, COUNT_CAP + 1)
        capped = len(ids) > COUNT_CAP or not exhaustive
        return ids[page.offset : page.stop], (min(len(ids), COUNT_CAP), capped, exhaustive or self.indexable)

    def newest(self, limit: int) -> list[int]:
        """The first `limit` matches from the query's position on."""
        return self._matches(limit, limit)[0]

    def _matches(self, wanted: int, limit: int) -> tuple[list[int], bool]:
        """Matches from the position on: at least `wanted` and at most `limit`, if there are that many.

        And whether there are none beyond those and `limit`.
        """
        if self.filtered_to_few:
            return self._among_few(limit), True
        ids = self._recent(limit)
        if len(ids) == limit or self._window_holds_all():
            return ids, True
        if len(ids) < wanted and self.indexable:
            return self._all(limit), True
        return ids, False

    def _behind_filters(self) -> int:
        """Tickets behind the filters, whenever they were created; counted up to FEW + 1 if no counter knows them."""
        if self.query.assignees:
            return count_up_to(FEW + 1, Scans(self.query.assignees, self.query.cells, Conditions()))
        return counters.count_tickets(self.query.cells)

    def _among_few(self, limit: int) -> list[int]:
        """Matches among the tickets behind the filters, each of which is read."""
        order = self._order("few.created_at", "few.id")
        few, values = self._few()
        return self._ids(
            f"""
            WITH few AS MATERIALIZED ({few})
            SELECT few.id FROM few JOIN tickets_search AS s ON s.ticket_id = few.id
            WHERE {self.texts} ORDER BY {order} LIMIT %s
            """,  # noqa: S608
            [*values, *self.texts.values, limit],
        )

    def _few(self) -> tuple[str, list[Any]]:
        bounds = bounds_of(self.query)
        if self.query.assignees:
            return Scans(self.query.assignees, self.query.cells, bounds).first(self._order("t.created_at", "t.id"), FEW)
        conditions = bounds & self.filters
        return f"SELECT t.id, t.created_at FROM tickets_ticket AS t WHERE {conditions}", list(conditions.values)  # noqa: S608

    def _recent(self, limit: int) -> list[int]:
        """Matches among the WINDOW newest tickets from the position on."""
        order = self._order("s.created_at", "s.ticket_id")
        bounds = self._bounds("s.created_at", "s.ticket_id")
        return self._ids(
            f"""
            SELECT s.ticket_id
            FROM (SELECT ticket_id, created_at, document FROM tickets_search AS s
                  WHERE {bounds} ORDER BY {order} LIMIT {WINDOW}) AS s
            {self._join()}
            WHERE {self.texts & self.filters} ORDER BY {order} LIMIT %s
            """,  # noqa: S608
            [*bounds.values, *self.texts.values, *self.filters.values, limit],
        )

    def _window_holds_all(self) -> bool:
        bounds = self._bounds("s.created_at", "s.ticket_id")
        order = self._order("s.created_at", "s.ticket_id")
        return not self._ids(
            f"SELECT s.ticket_id FROM tickets_search AS s WHERE {bounds} ORDER BY {order} LIMIT 1 OFFSET {WINDOW}",  # noqa: S608
            bounds.values,
        )

    def _all(self, limit: int) -> list[int]:
        """All matches. Ordered by an expression, so that no index on created_at is taken for a short cut."""
        moment = "s.created_at + interval '0'"
        bounds = self._bounds(moment, "s.ticket_id")
        # In steps, so that the filters lure the planner neither away from the trigram index, nor into reading all
        # tickets behind them: they are looked up one by one, from the newest match on, until there are enough.
        return self._ids(
            f"""
            WITH hits AS MATERIALIZED (
                SELECT s.ticket_id, s.created_at FROM tickets_search AS s WHERE {self.texts & bounds})
            SELECT s.ticket_id FROM (
                SELECT ticket_id FROM hits AS s ORDER BY {self._order(moment, "s.ticket_id")}) AS s
            {self._look_up()} WHERE {self.filters} LIMIT %s
            """,  # noqa: S608
            [*self.texts.values, *bounds.values, *self.filters.values, limit],
        )

    def _ids(self, statement: str, values: Sequence[Any]) -> list[int]:
        self.cursor.execute(statement, values)
        return [pk for (pk,) in self.cursor.fetchall()]

    def _order(self, *keys: str) -> str:
        return order(self.query.page, *keys)

    def _bounds(self, moment: str, key: str) -> Conditions:
        query = self.query
        return between(query.page, query.created_after, query.created_before, moment, key)

    def _join(self) -> str:
        return "JOIN tickets_ticket AS t ON t.id = s.ticket_id" if self.filters.parts else ""

    def _look_up(self) -> str:
        one = "SELECT category, priority, status, assignee_id FROM tickets_ticket WHERE id = s.ticket_id OFFSET 0"
        return f"CROSS JOIN LATERAL ({one}) AS t" if self.filters.parts else ""


def _escape(term: str) -> str:
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _facts(facts: tuple[Any, ...]) -> tuple[int, bool, bool]:
    """Those of a cursor; one of a list without a search has none."""
    match facts:
        case (int(count), bool(capped), bool(complete)):
            return count, capped, complete
    return 0, True, True
