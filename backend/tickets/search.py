"""Search: every term as a substring of title or description, the newest tickets first.

The planner alone is fooled by words that are common only in old tickets (docs/decisions/0004), so the way is chosen
here. The newest tickets behind the filters are read first. If they do not fill the page, either more of them are, or
the trigram index finds all matches, and they are sorted: whichever promises to be quicker (docs/decisions/0034).
"""

import re
from collections.abc import Iterator
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
from tickets.cells import first_of_cells
from tickets.conditions import Conditions, all_of, between, in_cells, order
from tickets.listing import COUNT_CAP, ListQuery, TicketPage, bounds_of, count_up_to, read_rows, row_key

# Tickets that are read first: without filters off one index, at 0.6 µs each, and behind filters through two, at 2 µs.
WINDOW = 16_000
FEW = 2_000
GROWTH = 4  # so many times more with each further step
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
        # upper() by the server, as the trigger does it: Python's folding differs. And strpos() where no index serves
        # LIKE, because it is twice as fast.
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
        most = expected_matches(self.cursor, self.alike) // 2  # a ticket behind filters costs as much as two matches
        if self._ahead(len(ids), wanted, most) >= most:
            return self._all(limit), True
        read = step = self.first
        while rest and read < most:
            step *= GROWTH
            more, rest = self._newest(rest, step, wanted - len(ids))
            ids, read = ids + more, read + step
            if len(ids) == wanted:
                return ids, False
        return (self._all(limit) if rest else ids), True

    def _ahead(self, found: int, wanted: int, most: int) -> int:
        """How many tickets are to be read until the page is full, if it goes on as in the first step.

        All behind the filters, if that found nothing; counted up to `most` where no counter knows.
        """
        if found:
            return self.first * (wanted - found) // found
        if self.query.assignees:
            return count_up_to(most, Scans(self.query.assignees, self.query.cells, Conditions()))
        return counters.count_tickets(self.query.cells)

    def _newest(self, query: ListQuery, most: int, limit: int) -> tuple[list[int], ListQuery | None]:
        """Up to `limit` matches among the `most` newest tickets behind the filters from the query's position on.

        And what is left of the query behind those tickets, None if there are no more.
        """
        newest, values = self._behind(query, most + 1)
        # The texts are looked up one after the other: left to choose, the planner searches all of them first.
        texts, keep = (
            ("SELECT document FROM tickets_search WHERE ticket_id = t.id OFFSET 0", "MATERIALIZED")
            if self.filters.parts
            else ("SELECT t.document", "NOT MATERIALIZED")
        )
        self.cursor.execute(
            f"""
            WITH newest AS {keep} ({newest})
            (SELECT id, created_at, true FROM (SELECT * FROM newest LIMIT %s) AS t CROSS JOIN LATERAL ({texts}) AS s
             WHERE {self.contained} LIMIT %s)
            UNION ALL (SELECT id, created_at, false FROM newest OFFSET %s)
            """,  # noqa: S608
            [*values, most, *self.contained.values, limit, most - 1],
        )
        rows = self.cursor.fetchall()
        ids = [pk for pk, _, is_match in rows if is_match]
        match [(pk, created_at) for pk, created_at, is_match in rows if not is_match]:
            case [(pk, created_at), _]:
                page = replace(query.page, position=Position(created_at, pk, query.page.backwards))
                return ids, replace(query, page=page)
        return ids, None

    def _behind(self, query: ListQuery, most: int) -> tuple[str, list[Any]]:
        """A SELECT of (id, created_at), and its values: the `most` newest tickets behind the filters, in order."""
        bounds, by_age = bounds_of(query), order(query.page, "t.created_at", "t.id")
        if query.assignees:
            found, values = Scans(query.assignees, query.cells, bounds).first(by_age, most)
        elif self.filters.parts:
            found, values = first_of_cells(query.cells, bounds, by_age, most)
        else:  # then the text comes along
            texts = "SELECT ticket_id AS id, created_at, document FROM tickets_search"
            return f"SELECT * FROM ({texts}) AS t WHERE {bounds} ORDER BY {by_age} LIMIT %s", [*bounds.values, most]  # noqa: S608
        return f"SELECT * FROM ({found}) AS t ORDER BY {by_age} LIMIT %s", [*values, most]  # noqa: S608

    def _all(self, limit: int) -> list[int]:
        """All matches. Ordered by an expression, so that no index on created_at is taken for a short cut."""
        query, moment = self.query, "s.created_at + interval '0'"
        bounds = between(query.page, query.created_after, query.created_before, moment, "s.ticket_id")
        one = "SELECT category, priority, status, assignee_id FROM tickets_ticket WHERE id = s.ticket_id OFFSET 0"
        look_up = f"CROSS JOIN LATERAL ({one}) AS t" if self.filters.parts else ""
        # In steps, so that the filters lure the planner neither away from the trigram index, nor into reading all
        # tickets behind them: they are looked up one by one, from the newest match on, until there are enough.
        self.cursor.execute(
            f"""
            WITH hits AS MATERIALIZED (
                SELECT s.ticket_id, s.created_at FROM tickets_search AS s WHERE {self.alike & bounds})
            SELECT s.ticket_id FROM (
                SELECT ticket_id FROM hits AS s ORDER BY {order(query.page, moment, "s.ticket_id")}) AS s
            {look_up} WHERE {self.filters} LIMIT %s
            """,  # noqa: S608
            [*self.alike.values, *bounds.values, *self.filters.values, limit],
        )
        return [pk for (pk,) in self.cursor.fetchall()]


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
