"""How often each request asks the database: the same for one ticket and for many."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.tickets.store import store_random
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
UNCHOSEN = {"title": "Printer", "description": "I was charged twice for my subscription this month."}

GETS = [
    ("/api/tickets/", 1),  # the page with its count
    ("/api/tickets/?created_after=2026-03-01T12:00&created_before=2026-03-05T12:00", 4),  # days, and two cut into
    ("/api/tickets/?page_size=200", 1),
    ("/api/tickets/?search=printer", 3 + 2),  # settings, ids, rows; in a transaction
    ("/api/tickets/?search=printer&status=open", 3 + 2),
    ("/api/tickets/{id}/", 1),
    ("/api/tickets/{id}/history/", 2),
    ("/api/tickets/stats/", 1),
    ("/api/tickets/facets/?status=open", 1),
    ("/api/tickets/trends/", 4),
    ("/api/session/", 0),
]


@pytest.mark.parametrize(("path", "queries"), GETS)
@pytest.mark.parametrize("tickets", [0, 60])
def test_reading(
    api: ApiClient,
    make_ticket: Callable[..., Ticket],
    django_assert_num_queries: Any,
    path: str,
    queries: int,
    tickets: int,
) -> None:
    path = path.format(id=make_ticket().pk)
    store_random(tickets, seed=1)
    with django_assert_num_queries(queries):
        assert api.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/api/tickets/?status=open,closed&category=billing", "/api/tickets/?page=2"])
@pytest.mark.parametrize(("tickets", "queries"), [(0, 2), (60, 1)])
def test_an_empty_page_asks_for_its_count_by_itself(
    api: ApiClient, django_assert_num_queries: Any, path: str, tickets: int, queries: int
) -> None:
    store_random(tickets, seed=1)
    with django_assert_num_queries(queries):
        assert api.get(path).json()["count"] >= 0


@pytest.mark.parametrize("entries", [1, 40])
def test_a_history_asks_once_for_the_names_of_all_agents(
    api: ApiClient,
    agent_api: ApiClient,
    make_ticket: Callable[..., Ticket],
    django_assert_num_queries: Any,
    entries: int,
) -> None:
    ticket = make_ticket()
    for number in range(entries):
        agent_api.patch(f"/api/tickets/{ticket.pk}/", {"title": str(number)})
    with django_assert_num_queries(2):
        api.get(f"/api/tickets/{ticket.pk}/history/?page_size=200")


@pytest.mark.parametrize(
    ("body", "queries"),
    [
        (TICKET, 2),  # tickets, history; in a transaction that is the test's here
        ([TICKET] * 50, 2),
        (UNCHOSEN, 4),  # suggestions and decisions too
        ([UNCHOSEN] * 50, 4),
    ],
)
def test_creating(api: ApiClient, django_assert_num_queries: Any, body: Any, queries: int) -> None:
    with django_assert_num_queries(queries):
        assert api.post("/api/tickets/", body).status_code == 201


def test_creating_what_is_sent_once_by_its_key(api: ApiClient, django_assert_num_queries: Any) -> None:
    shown = api.post("/api/tickets/classify/", {"description": TICKET["description"]}).json()["suggestion_id"]
    with django_assert_num_queries(6 + 2):  # key, suggestion, ticket, history, decision, the key's; in a transaction
        api.post("/api/tickets/", {**TICKET, "suggestion_id": shown}, HTTP_IDEMPOTENCY_KEY="a-key")


@pytest.mark.parametrize(
    ("changes", "queries"),
    [
        ({"status": "resolved"}, 2 + 2),  # lock, change with its history; in a transaction
        ({"status": "resolved", "title": "x", "description": "y", "category": "billing", "priority": "high"}, 2 + 2),
        ({"status": "open"}, 1 + 2),
    ],
)
def test_changing(
    api: ApiClient,
    make_ticket: Callable[..., Ticket],
    django_assert_num_queries: Any,
    changes: dict[str, str],
    queries: int,
) -> None:
    path = f"/api/tickets/{make_ticket().pk}/"
    with django_assert_num_queries(queries):
        assert api.patch(path, changes).status_code == 200
