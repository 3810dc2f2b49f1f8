"""GET /api/tickets/: what a page holds."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.store import FIRST_DAY, newest_first, store, store_random
from tests.tickets.walks import get, ids
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_an_empty_desk_has_an_empty_list(api: ApiClient) -> None:
    assert get(api, {}) == {"count": 0, "next": None, "previous": None, "results": []}


def test_a_row_is_the_ticket_as_it_is_read_alone(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket(status="resolved", description="  Grün \n🖨️")
    assert get(api, {})["results"] == [api.get(f"/api/tickets/{ticket.pk}/").json()]


def test_the_newest_come_first_and_of_one_moment_the_one_stored_last(api: ApiClient) -> None:
    tickets = store_random(60, seed=1)
    assert len({ticket.created_at for ticket in tickets}) < 50
    assert ids(get(api, {"page_size": 200})) == newest_first(tickets)


def test_the_oldest_come_first_on_request(api: ApiClient) -> None:
    tickets = store_random(60, seed=2)
    assert ids(get(api, {"page_size": 200, "ordering": "created_at"})) == newest_first(tickets)[::-1]


def test_a_page_holds_twenty_unless_asked_otherwise(api: ApiClient) -> None:
    store_random(30, seed=3)
    assert len(get(api, {})["results"]) == 20
    assert len(get(api, {"page_size": 7})["results"]) == 7
    assert get(api, {"page_size": 7})["count"] == 30


def test_the_first_and_last_pages_say_so(api: ApiClient) -> None:
    store_random(20, seed=4)
    only = get(api, {})
    assert (only["next"], only["previous"]) == (None, None)
    first = get(api, {"page_size": 19})
    assert first["next"]
    assert first["previous"] is None


@pytest.mark.parametrize("size", ["0", "-1", "201", "1.5", "many", "1" + "0" * 30, "\x00"])
def test_another_page_size_is_refused(api: ApiClient, size: str) -> None:
    assert list(wrong_fields(api.get("/api/tickets/", {"page_size": size}))) == ["page_size"]


@pytest.mark.parametrize("ordering", ["id", "-priority", "created_at,id", "CREATED_AT", "\x00"])
def test_another_ordering_is_refused(api: ApiClient, ordering: str) -> None:
    assert list(wrong_fields(api.get("/api/tickets/", {"ordering": ordering}))) == ["ordering"]


def test_an_unknown_parameter_changes_nothing(api: ApiClient) -> None:
    store({"created_at": FIRST_DAY})
    assert get(api, {"utm_source": "mail", "format": "xml"})["count"] == 1


class TestPageNumbers:
    """`page=`, for clients that count."""

    def test_they_give_the_same_rows_as_the_cursors(self, api: ApiClient) -> None:
        tickets = newest_first(store_random(45, seed=5))
        for number, start in enumerate(range(0, 45, 10), 1):
            page = get(api, {"page": number, "page_size": 10})
            assert ids(page) == tickets[start : start + 10]
            assert page["count"] == 45
        assert ids(get(api, {"page": 9, "page_size": 10})) == []

    def test_their_cursors_lead_on(self, api: ApiClient) -> None:
        tickets = newest_first(store_random(45, seed=5))
        page = get(api, {"page": 3, "page_size": 10})
        assert ids(get(api, {"cursor": page["next"], "page_size": 10})) == tickets[30:40]
        assert ids(get(api, {"cursor": page["previous"], "page_size": 10})) == tickets[10:20]
        assert get(api, {"page": 1, "page_size": 10})["previous"] is None

    @pytest.mark.parametrize(("page", "size"), [(500, 20), (50, 200), (10_000, 1)])
    def test_they_reach_ten_thousand_rows(self, api: ApiClient, page: int, size: int) -> None:
        assert get(api, {"page": page, "page_size": size})["results"] == []

    @pytest.mark.parametrize(("page", "size"), [(501, 20), (51, 200), (10_001, 1), (10**30, 1)])
    def test_beyond_that_the_answer_names_the_cursor(self, api: ApiClient, page: int, size: int) -> None:
        [message] = wrong_fields(api.get("/api/tickets/", {"page": page, "page_size": size}))["page"]
        assert message == "Page numbers reach 10,000 rows down: go on with `cursor` from there."

    @pytest.mark.parametrize("page", ["0", "-1", "last", "1.5", "\x00"])
    def test_another_page_is_refused(self, api: ApiClient, page: str) -> None:
        assert list(wrong_fields(api.get("/api/tickets/", {"page": page}))) == ["page"]

    def test_they_do_not_go_with_a_cursor(self, api: ApiClient) -> None:
        store_random(3, seed=6)
        query: dict[str, Any] = {"cursor": get(api, {"page_size": 1})["next"], "page": 2}
        assert list(wrong_fields(api.get("/api/tickets/", query))) == ["page"]
