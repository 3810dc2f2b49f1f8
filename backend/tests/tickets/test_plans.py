"""No list, no figure and no search reads the whole ticket table: seen in what PostgreSQL says it did.

On 50,000 tickets as a desk has them. Each request may look at a stated number of pages of 8 kB; the tickets alone fill
some 4,000.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from api.cursors import Position
from demo.corpus import COMMON, OLD, RARE
from demo.load import load_tickets
from tests.conftest import ApiClient
from tests.plans import Plan, plans_of
from tickets import search
from tickets.conditions import all_of
from tickets.models import Ticket, TicketSearch

pytestmark = pytest.mark.django_db

# In the middle of a week and of its work: how many tickets are as good as new, and so not closed, is a matter of the
# weekday and the hour.
NOW = datetime(2026, 6, 3, 16, tzinfo=UTC)
TICKETS = 50_000
AGENTS = 20
LARGE = {"tickets_ticket": "id", "tickets_search": "ticket_id", "tickets_ticketevent": "id"}  # with their keys
EVERY_ROW, BY_DEFAULT = 1_000, -1  # statistics targets; with a sample that is chosen by chance, a plan would be too

PAGE = 250  # for 20 tickets, each of which may lie anywhere, and for the newer ones that are passed over
LONG_PAGE = 1_000  # for 200
DESCENT = 5  # down an index, for each status
COUNTERS = 300  # for the totals of at most 64 cells, or of two years' days, and what is not folded yet
WINDOW = 2_500  # for the newest 16,000 search texts
FEW = 8 * search.FEW  # down two indexes to each of them and to its text


@pytest.fixture(scope="module", autouse=True)
def _many_tickets(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Stored once, outside of each test's transaction."""
    with django_db_blocker.unblock():
        # Tests before these have left dead rows, and indexes so large with them that others look cheaper.
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE tickets_ticket CASCADE")
        _sample(EVERY_ROW)
        load_tickets(tickets=TICKETS, days=730, seed=1, now=NOW)
        accounts = User.objects.bulk_create([User(username=f"agent{number}") for number in range(AGENTS)])
        _assign([account.pk for account in accounts])
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        _sample(BY_DEFAULT)
        cursor.execute("TRUNCATE tickets_ticket CASCADE")
        cursor.execute("DELETE FROM accounts_user")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def _sample(target: int) -> None:
    """How many rows ANALYZE looks at: for all columns 300 times the highest target, here that of the key."""
    with connection.cursor() as cursor:
        for table, key in LARGE.items():
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {key} SET STATISTICS {target}")


def _assign(accounts: list[int]) -> None:
    """As in a desk in use: what is closed was somebody's, and most of what is open is nobody's yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE tickets_ticket SET assignee_id = (%s::bigint[])[1 + id %% %s]
            WHERE status = 'closed' OR id %% 10 < CASE status WHEN 'open' THEN 1 ELSE 7 END
            """,
            [accounts, AGENTS],
        )
        cursor.execute("SELECT tickets_counters_fold()")
        cursor.execute("VACUUM (ANALYZE) tickets_ticket, tickets_counter_delta")


def plans(api: ApiClient, path: str, **query: Any) -> list[Plan]:
    responses: list[Any] = []
    found = plans_of(lambda: responses.append(api.get(f"{path}?{urlencode(query, doseq=True)}")))
    assert responses[0].status_code == 200, responses[0].content
    return found


def buffers(found: list[Plan]) -> int:
    return sum(plan.buffers for plan in found)


def scanned(found: list[Plan]) -> set[str]:
    return {table for plan in found for table in plan.scanned}


def indexes(found: list[Plan]) -> set[str]:
    return {index for plan in found for index in plan.indexes}


def test_the_instrument_shows_a_scan_where_there_is_one() -> None:
    found = plans_of(lambda: list(Ticket.objects.filter(title="Ticket 7").order_by("-created_at")))
    assert scanned(found) == {"tickets_ticket"}
    assert buffers(found) > 2_000


def deep(query: dict[str, str]) -> dict[str, str]:
    """The same, from far down the list on."""
    moment, pk = Ticket.objects.order_by("created_at").values_list("created_at", "pk")[TICKETS // 5]
    return {**query, "cursor": Position(moment, pk).encode()}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"ordering": "created_at"},
        {"status": "open"},
        {"status": "closed"},
        {"category": "billing"},
        {"priority": "critical"},
        {"created_before": "2100-01-01"},
        {"page_size": "200"},
    ],
    ids=urlencode,
)
@pytest.mark.parametrize("start", [dict, deep])
def test_a_page_is_read_off_an_index_in_order(api: ApiClient, query: dict[str, str], start: Any) -> None:
    found = plans(api, "/api/tickets/", **start(query))
    [page] = [plan for plan in found if "LIMIT" in plan.statement]
    assert [node.type for node in page.nodes if node.table == "tickets_ticket"] == ["Index Scan"]
    assert {node.type for node in page.nodes}.isdisjoint({"Sort", "Incremental Sort"})
    assert scanned(found).isdisjoint(LARGE)
    assert page.buffers <= (LONG_PAGE if "page_size" in query else PAGE)
    assert buffers(found) - page.buffers <= COUNTERS


@pytest.mark.parametrize(
    "query",
    [
        {"status": "open,closed"},
        {"status": "open", "priority": "critical"},
        {"status": "open", "priority": "critical", "category": "billing"},
        {"status": "closed", "priority": "critical"},
        {"status": "open,closed", "priority": "high,low", "category": "billing,general"},
    ],
    ids=urlencode,
)
@pytest.mark.parametrize("start", [dict, deep])
def test_combined_filters_read_off_an_index(api: ApiClient, query: dict[str, str], start: Any) -> None:
    found = plans(api, "/api/tickets/", **start(query))
    assert scanned(found).isdisjoint(LARGE)
    assert [index for index in indexes(found) if index.startswith("tickets_")]
    assert buffers(found) <= 1_000  # two of three columns: some rows of the index are read in vain


BY_ASSIGNEE = pytest.mark.parametrize(
    ("assignee", "wanted"),
    [
        ("ada", {"tickets_assigned"}),
        ("none", {"tickets_unassigned"}),
        ("ada,none", {"tickets_assigned", "tickets_unassigned"}),
    ],
)


@pytest.mark.parametrize("ordering", ["-created_at", "created_at"])
@pytest.mark.parametrize("status", ["", "open", "closed", "open,in_progress"])
@BY_ASSIGNEE
@pytest.mark.parametrize("start", [dict, deep])
def test_tickets_of_somebody_and_of_nobody_are_read_off_their_indexes(
    api: ApiClient, assignee: str, wanted: set[str], status: str, ordering: str, start: Any
) -> None:
    chosen = assignee.replace("ada", str(User.objects.order_by("pk").values_list("pk", flat=True)[0]))
    found = plans(api, "/api/tickets/", **start({"assignee": chosen, "status": status, "ordering": ordering}))
    page, count = found
    assert {index for index in page.indexes if index.startswith("tickets_")} == {*wanted, "tickets_ticket_pkey"}
    assert count.indexes == wanted
    assert scanned(found).isdisjoint(LARGE)
    assert page.buffers <= PAGE + 4 * DESCENT * len(wanted)
    assert count.buffers <= search.COUNT_CAP + 4 * DESCENT * len(wanted)  # where VACUUM has not been since a change


@pytest.mark.parametrize("status", ["", "in_progress"])
@BY_ASSIGNEE
@pytest.mark.parametrize("start", [dict, deep])
def test_and_so_are_the_rare_ones_among_them(
    api: ApiClient, assignee: str, wanted: set[str], status: str, start: Any
) -> None:
    chosen = assignee.replace("ada", str(User.objects.order_by("pk").values_list("pk", flat=True)[0]))
    rare = {"category": "general", "priority": "critical"}
    found = plans(api, "/api/tickets/", **start({"assignee": chosen, "status": status, **rare}))
    # PostgreSQL 18 also asks the indexes of the filters, and looks at what is in both.
    assert {*wanted, "tickets_ticket_pkey"} <= indexes(found)
    assert scanned(found).isdisjoint(LARGE)
    assert buffers(found) <= 2 * PAGE * len(wanted)  # each entry of theirs is read, no ticket beside the page


@pytest.mark.parametrize(
    ("field", "rare", "other"),
    [("status", "in_progress", "open"), ("category", "general", "account"), ("priority", "critical", "low")],
)
def test_a_rare_value_is_found_by_an_index_that_begins_with_it(
    api: ApiClient, field: str, rare: str, other: str
) -> None:
    oldest = Ticket.objects.filter(**{field: rare}).order_by("created_at").values("pk")[:20]
    Ticket.objects.filter(**{field: rare}).exclude(pk__in=oldest).update(**{field: other})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    # The index of all three begins with the status; PostgreSQL 18 skips through it also for the others.
    assert {f"tickets_by_{field}", "tickets_by_cell"} & indexes(plans(api, "/api/tickets/", **{field: rare}))


def test_a_rare_combination_is_found_by_the_index_of_all_three(api: ApiClient) -> None:
    query = {"status": "in_progress", "priority": "critical", "category": "general"}
    assert "tickets_by_cell" in indexes(plans(api, "/api/tickets/", **query))


@pytest.mark.parametrize(
    ("path", "query", "wanted", "most"),
    [
        ("/api/tickets/stats/", {}, {"tickets_newest"}, COUNTERS),
        ("/api/tickets/facets/", {"status": "open"}, set(), COUNTERS),
        ("/api/tickets/trends/", {"days": 7}, {"tickets_resolved"}, 2_000),
        ("/api/tickets/", {"created_after": "2020-01-01", "created_before": "2100-01-01"}, {"tickets_newest"}, 1_000),
    ],
)
def test_figures_are_read_from_counters_and_indexes(
    api: ApiClient, path: str, query: dict[str, Any], wanted: set[str], most: int
) -> None:
    found = plans(api, path, **query)
    assert scanned(found).isdisjoint(LARGE)
    assert wanted <= indexes(found)
    assert "tickets_counter_delta" in {table for plan in found for table in plan.tables}
    assert buffers(found) <= most


def texts_read(found: list[Plan]) -> list[Plan]:
    """The statements that look at one text after the other."""
    return [plan for plan in found if "strpos(" in plan.statement]


def by_trigrams(found: list[Plan]) -> list[Plan]:
    """The statements that have all matches looked up."""
    return [plan for plan in found if "WITH hits" in plan.statement]


class TestSearch:
    """The newest tickets behind the filters, then more of them or the trigram index where there is one."""

    @pytest.mark.parametrize("query", [{}, {"created_before": "2100-01-01"}], ids=urlencode)
    def test_a_common_word_is_found_among_the_newest(self, api: ApiClient, query: dict[str, str]) -> None:
        found = plans(api, "/api/tickets/", search=COMMON, **query)
        [newest] = texts_read(found)
        assert newest.indexes == {"tickets_search_newest"}
        assert {node.type for node in newest.nodes}.isdisjoint({"Sort", "Incremental Sort"})
        assert scanned(found).isdisjoint(LARGE)
        assert buffers(found) <= WINDOW + 4 * search.COUNT_CAP

    @pytest.mark.parametrize(
        "query",
        [
            {"status": "closed"},
            {"status": "closed", "created_before": "2100-01-01"},
            {"status": "closed,resolved", "category": "technical", "ordering": "created_at"},
            {"category": "billing"},
            {"priority": "low"},
            {"category": "general", "priority": "low"},
            {"category": "general,account", "priority": "low,medium", "created_before": "2100-01-01"},
            {"assignee": "none"},
            {"assignee": "none", "status": "open,closed"},
        ],
        ids=urlencode,
    )
    @pytest.mark.parametrize("start", [dict, deep])
    def test_or_among_the_newest_behind_the_filters(self, api: ApiClient, query: dict[str, str], start: Any) -> None:
        found = plans(api, "/api/tickets/", **start({"search": COMMON, **query}))
        [newest] = texts_read(found)
        assert {"tickets_search_pkey"} < newest.indexes
        assert scanned(found).isdisjoint(LARGE)
        assert buffers(found) <= FEW

    @pytest.mark.parametrize("term", [COMMON, RARE, OLD, "absentword"])
    @pytest.mark.parametrize(
        "query",
        [{"status": "open", "priority": "critical"}, {"assignee": "ada"}, {"assignee": "ada", "status": "closed"}],
    )
    def test_where_few_are_behind_them_all_are_looked_at(
        self, api: ApiClient, term: str, query: dict[str, str]
    ) -> None:
        ada = {"assignee": User.objects.order_by("pk").values_list("pk", flat=True)[0]} if "assignee" in query else {}
        found = plans(api, "/api/tickets/", search=term, **{**query, **ada})
        assert len(texts_read(found)) == 1
        assert not by_trigrams(found)
        assert scanned(found).isdisjoint(LARGE)
        assert buffers(found) <= FEW

    # So few of them that PostgreSQL's estimate of the word, made from a hundred texts, decides the same each time.
    @pytest.mark.parametrize(
        "query", [{"category": "general", "priority": "high"}, {"assignee": "none"}], ids=urlencode
    )
    def test_more_are_looked_at_for_a_word_that_is_common_elsewhere(
        self, api: ApiClient, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]
    ) -> None:
        monkeypatch.setattr(search, "FEW", 100)
        tickets = Ticket.objects.filter(**{"assignee": None} if "assignee" in query else query)
        newest = tickets.order_by("-created_at", "-pk").values_list("pk", flat=True)[:200]
        TicketSearch.objects.filter(pk__in=list(newest)).update(document="NOTHING")
        found = plans(api, "/api/tickets/", search=COMMON, **query)
        assert len(texts_read(found)) == 2
        assert not by_trigrams(found)
        assert scanned(found).isdisjoint(LARGE)
        assert buffers(found) <= 8 * (100 + 400)

    def test_how_common_a_word_is_can_be_estimated(self) -> None:
        with connection.cursor() as cursor:
            common, rare = (
                search.expected_matches(cursor, all_of([("document LIKE %s", f"%{term.upper()}%")]))
                for term in (COMMON, RARE)
            )
        assert 0.1 * TICKETS < common < 0.6 * TICKETS
        assert rare < 0.05 * TICKETS

    @pytest.mark.parametrize(
        "query",
        [{}, {"status": "closed"}, {"created_before": "2100-01-01"}, {"ordering": "created_at"}, {"page": 2}],
        ids=urlencode,
    )
    @pytest.mark.parametrize("term", [RARE, OLD, "absentword", f"{COMMON} {RARE}"])
    def test_other_words_are_found_by_the_trigram_index(
        self,
        api: ApiClient,
        trigram_index: None,
        monkeypatch: pytest.MonkeyPatch,
        query: dict[str, str],
        term: str,
    ) -> None:
        monkeypatch.setattr(search, "WINDOW", 100)
        monkeypatch.setattr(search, "FEW", 100)
        found = plans(api, "/api/tickets/", search=term, page_size=50, **query)
        if term == OLD and "ordering" in query:
            return  # the oldest tickets are then the first: nothing more is needed
        [everything] = by_trigrams(found)
        assert "tickets_search_trgm" in everything.indexes
        assert scanned(found).isdisjoint(LARGE)
        assert buffers(found) <= WINDOW + 4 * search.COUNT_CAP
