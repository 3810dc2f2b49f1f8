"""No list, no figure and no search reads the whole ticket table: seen in PostgreSQL's own plans."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from api.cursors import Position
from tests.conftest import ApiClient
from tests.plans import Node, plans_of, steps
from tests.tickets.store import store_by_sql
from tickets import search
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TICKETS = 3_000


@pytest.fixture(scope="module", autouse=True)
def _many_tickets(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Stored once, outside of each test's transaction."""
    with django_db_blocker.unblock():
        store_by_sql(TICKETS)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_ticket CASCADE")


def plans(api: ApiClient, path: str, **query: Any) -> dict[str, list[Node]]:
    responses: list[Any] = []
    found = plans_of(lambda: responses.append(api.get(f"{path}?{urlencode(query, doseq=True)}")))
    assert responses[0].status_code == 200, responses[0].content
    assert found
    return found


def scanned(nodes: list[Node]) -> set[str]:
    """The tables that are read from one end to the other."""
    return {node.table for node in nodes if node.type == "Seq Scan"}


def used(nodes: list[Node]) -> set[str]:
    return {node.index for node in nodes} - {""}


def test_the_instrument_shows_a_scan_where_there_is_one() -> None:
    found = steps(plans_of(lambda: list(Ticket.objects.filter(title="Ticket 7").order_by("-created_at"))))
    assert scanned(found) == {"tickets_ticket"}


def deep(query: dict[str, str]) -> dict[str, str]:
    """The same, from the middle of the list on."""
    middle = Ticket.objects.order_by("created_at")[TICKETS // 2]
    return {**query, "cursor": Position(middle.created_at, middle.pk).encode()}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"ordering": "created_at"},
        {"status": "open"},
        {"category": "billing"},
        {"priority": "high"},
        {"created_before": "2100-01-01"},
        {"page_size": "200"},
    ],
    ids=urlencode,
)
@pytest.mark.parametrize("start", [dict, deep])
def test_a_page_is_read_off_an_index_in_order(api: ApiClient, query: dict[str, str], start: Any) -> None:
    found = plans(api, "/api/tickets/", **start(query))
    [page] = [nodes for statement, nodes in found.items() if "LIMIT" in statement]
    assert [node.type for node in page] == ["Limit", "Index Scan"]
    assert "tickets_ticket" not in scanned(steps(found))


@pytest.mark.parametrize(
    "query",
    [
        {"status": "open,closed"},
        {"status": "open", "priority": "high"},
        {"status": "open", "priority": "high", "category": "billing"},
        {"status": "open,closed", "priority": "high,low", "category": "billing,general"},
    ],
    ids=urlencode,
)
@pytest.mark.parametrize("start", [dict, deep])
def test_combined_filters_read_off_an_index(api: ApiClient, query: dict[str, str], start: Any) -> None:
    found = steps(plans(api, "/api/tickets/", **start(query)))
    assert "tickets_ticket" not in scanned(found)
    assert [index for index in used(found) if index.startswith("tickets_")]


@pytest.mark.parametrize(("field", "rare"), [("status", "closed"), ("category", "general"), ("priority", "critical")])
def test_a_rare_value_is_found_by_an_index_that_begins_with_it(api: ApiClient, field: str, rare: str) -> None:
    oldest = Ticket.objects.order_by("created_at").values("pk")[:20]
    Ticket.objects.filter(**{field: rare}).exclude(pk__in=oldest).delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    beginning = {f"tickets_by_{field}"} | ({"tickets_by_cell"} if field == "status" else set())
    assert beginning & used(steps(plans(api, "/api/tickets/", **{field: rare})))


def test_a_rare_combination_is_found_by_the_index_of_all_three(api: ApiClient) -> None:
    query = {"status": "open", "priority": "high", "category": "billing"}
    assert "tickets_by_cell" in used(steps(plans(api, "/api/tickets/", **query)))


@pytest.mark.parametrize(
    ("path", "query", "indexes"),
    [
        ("/api/tickets/stats/", {}, {"tickets_newest"}),
        ("/api/tickets/facets/", {"status": "open"}, set()),
        ("/api/tickets/trends/", {"days": 7}, {"tickets_resolved"}),
        ("/api/tickets/", {"created_after": "2020-01-01", "created_before": "2100-01-01"}, {"tickets_newest"}),
    ],
)
def test_figures_are_read_from_counters_and_indexes(
    api: ApiClient, path: str, query: dict[str, Any], indexes: set[str]
) -> None:
    found = steps(plans(api, path, **query))
    assert "tickets_ticket" not in scanned(found)
    assert indexes <= used(found)
    assert {"tickets_counter_delta"} <= {node.table for node in found}


class TestSearch:
    """The newest tickets first, then the trigram index where there is one."""

    @pytest.fixture(autouse=True)
    def _small_window(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(search, "WINDOW", 100)

    @pytest.mark.parametrize("query", [{}, {"status": "open"}, {"created_before": "2100-01-01"}])
    def test_the_first_step_reads_the_newest_off_their_index(self, api: ApiClient, query: dict[str, str]) -> None:
        found = plans(api, "/api/tickets/", search="order", **query)
        first = next(nodes for statement, nodes in found.items() if "AS w" in statement)
        assert "tickets_search_newest" in used(first)
        assert scanned(first) == set()
        assert "tickets_ticket" not in scanned(steps(found))

    @pytest.mark.parametrize(
        "query", [{}, {"status": "open"}, {"created_before": "2100-01-01"}, {"ordering": "created_at"}, {"page": 2}]
    )
    @pytest.mark.parametrize("term", ["rareword", "absent", "order rareword"])
    def test_the_second_step_uses_the_trigram_index(
        self, api: ApiClient, trigram_index: None, query: dict[str, str], term: str
    ) -> None:
        found = plans(api, "/api/tickets/", search=term, page_size=50, **query)
        second = next(nodes for statement, nodes in found.items() if "interval '0'" in statement)
        assert "tickets_search_trgm" in used(second)
        assert scanned(steps(found)).isdisjoint({"tickets_ticket", "tickets_search"})
