"""Search: every term as a substring of title or description, the newest tickets first.

The planner alone is fooled by words that are common only in old tickets (docs/decisions/0004), so the way is chosen
here. The newest tickets behind the filters are read first. If they do not fill the page, either more of them are, or
the trigram index finds all matches, and they are sorted: whichever has fewer tickets to look at (docs/decisions/0034).
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import OperationalError, transaction
from psycopg.errors import QueryCanceled

from api.cursors import Position
from api.pagination import cut
from replica.reading import reads, reads_from
from tickets import counters
from tickets.assignees import Scans, of_assignees
from tickets.conditions import Conditions, all_of, between, in_cells, order
from tickets.listing import COUNT_CAP, ListQuery, TicketPage, bounds_of, count_up_to, read_rows, row_key

# Tickets that are read first: without filters off one index, at 0.6 µs each, and behind filters through two, at 2 µs.
WINDOW = 16_000
FEW = 4_000
# Then, while the page is not full. A match of the trigram index costs as much as a ticket behind filters.
MORE = (12_000, 48_000)
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

    Terms that the trigram index cannot find are looked for among the newest tickets only.
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
        # Twice as fast as LIKE, which no index could serve here.
        self.contained = all_of(("strpos(s.document, upper(%s)) > 0", term) for term in query.terms)
        self.alike = all_of(("s.document LIKE upper(%s)", f"%{_escape(term)}%") for term in query.terms)
        self.filters = in_cells(query.cells, "t") & of_assignees(query.assignees, "t")
        self.first = FEW if self.filters.parts else WINDOW

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
        ids, rest = self._newest(self.query, self.first, limit)
        if len(ids) == limit or rest is None:
            return ids, True
        if len(ids) >= wanted or not self.indexable:
            return ids, False
        if min(self._behind_filters(), sum(MORE)) >= expected_matches(self.cursor, self.alike):
            return self._all(limit), True
        for most in MORE:
            more, rest = self._newest(rest, most, wanted - len(ids))
            ids += more
            if len(ids) == wanted or rest is None:
                return ids, rest is None
        return self._all(limit), True

    def _newest(self, query: ListQuery, most: int, limit: int) -> tuple[list[int], ListQuery | None]:
        """Up to `limit` matches among the `most` newest tickets behind the filters from the query's position on.

        And what is left of the query behind those tickets, None if there are no more.
        """
        newest, values = self._behind(query, most)
        ids = self._ids(
            f"SELECT id FROM ({newest}) AS {self._with_texts()} WHERE {self.contained} LIMIT %s",  # noqa: S608
            [*values, *self.contained.values, limit],
        )
        return ids, query if len(ids) == limit else self._rest(query, most)

    def _rest(self, query: ListQuery, most: int) -> ListQuery | None:
        newest, values = self._behind(query, most + 1)
        self.cursor.execute(f"SELECT created_at, id FROM ({newest}) AS t OFFSET %s", [*values, most - 1])  # noqa: S608
        match self.cursor.fetchall():
            case [(created_at, pk), _]:
                return replace(query, page=replace(query.page, position=Position(created_at, pk, query.page.backwards)))
        return None

    def _behind(self, query: ListQuery, most: int) -> tuple[str, list[Any]]:
        """A SELECT of (id, created_at), and its values: the `most` newest tickets behind the filters."""
        bounds, by_age = bounds_of(query), order(query.page, "t.created_at", "t.id")
        if not self.filters.parts:  # then the text comes along
            texts = "SELECT ticket_id AS id, created_at, document FROM tickets_search"
            return f"SELECT * FROM ({texts}) AS t WHERE {bounds} ORDER BY {by_age} LIMIT %s", [*bounds.values, most]  # noqa: S608
        if query.assignees:
            found, values = Scans(query.assignees, query.cells, bounds).first(by_age, most)
            return f"SELECT * FROM ({found}) AS t ORDER BY {by_age} LIMIT %s", [*values, most]  # noqa: S608
        conditions = bounds & self.filters
        found = f"SELECT t.id, t.created_at FROM tickets_ticket AS t WHERE {conditions} ORDER BY {by_age} LIMIT %s"  # noqa: S608
        return found, [*conditions.values, most]

    def _with_texts(self) -> str:
        """Forced to look one text up after the other: the planner would rather search all texts first."""
        if not self.filters.parts:
            return "s"
        return "t CROSS JOIN LATERAL (SELECT document FROM tickets_search WHERE ticket_id = t.id OFFSET 0) AS s"

    def _behind_filters(self) -> int:
        """Tickets behind the filters, whenever they were created; up to a limit if no counter knows them."""
        if self.query.assignees:
            return count_up_to(sum(MORE), Scans(self.query.assignees, self.query.cells, Conditions()))
        return counters.count_tickets(self.query.cells)

    def _all(self, limit: int) -> list[int]:
        """All matches. Ordered by an expression, so that no index on created_at is taken for a short cut."""
        moment = "s.created_at + interval '0'"
        bounds = self._bounds(moment, "s.ticket_id")
        # In steps, so that the filters lure the planner neither away from the trigram index, nor into reading all
        # tickets behind them: they are looked up one by one, from the newest match on, until there are enough.
        return self._ids(
            f"""
            WITH hits AS MATERIALIZED (
                SELECT s.ticket_id, s.created_at FROM tickets_search AS s WHERE {self.alike & bounds})
            SELECT s.ticket_id FROM (
                SELECT ticket_id FROM hits AS s ORDER BY {self._order(moment, "s.ticket_id")}) AS s
            {self._look_up()} WHERE {self.filters} LIMIT %s
            """,  # noqa: S608
            [*self.alike.values, *bounds.values, *self.filters.values, limit],
        )

    def _ids(self, statement: str, values: Sequence[Any]) -> list[int]:
        self.cursor.execute(statement, values)
        return [pk for (pk,) in self.cursor.fetchall()]

    def _order(self, *keys: str) -> str:
        return order(self.query.page, *keys)

    def _bounds(self, moment: str, key: str) -> Conditions:
        query = self.query
        return between(query.page, query.created_after, query.created_before, moment, key)

    def _look_up(self) -> str:
        one = "SELECT category, priority, status, assignee_id FROM tickets_ticket WHERE id = s.ticket_id OFFSET 0"
        return f"CROSS JOIN LATERAL ({one}) AS t" if self.filters.parts else ""


def expected_matches(cursor: Any, alike: Conditions) -> int:
    """How many tickets contain the terms, as PostgreSQL estimates by the hundred texts that ANALYZE keeps."""
    cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM tickets_search AS s WHERE {alike}", alike.values)
    [([explained],)] = cursor.fetchall()
    return int(explained["Plan"]["Plan Rows"])


def _escape(term: str) -> str:
    return term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _facts(facts: tuple[Any, ...]) -> tuple[int, bool, bool]:
    """Those of a cursor; one of a list without a search has none."""
    match facts:
        case (int(count), bool(capped), bool(complete)):
            return count, capped, complete
    return 0, True, True
