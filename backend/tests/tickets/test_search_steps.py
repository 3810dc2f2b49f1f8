"""The ways a search can go: with a small window and a small cap on counting, against a search by hand.

With the limits of production one would need 16,000 tickets to see them.
"""

import random
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.tickets.store import newest_first, store_random
from tests.tickets.test_list_filters import some_query
from tests.tickets.walks import get, ids, seen, seen_backwards, walk
from tickets import search
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

WORDS = ("printer", "scanner", "paper jam", "Tür", "a", "xy", "100%", "e_conn")


@pytest.fixture
def tickets() -> list[Ticket]:
    return store_random(160, seed=11, words=WORDS)


def contain(tickets: list[Ticket], *terms: str) -> list[Ticket]:
    return [
        ticket
        for ticket in tickets
        if all(term.upper() in f"{ticket.title}\n{ticket.description}".upper() for term in terms)
    ]


@pytest.mark.parametrize("cap", [10, 1_000])
@pytest.mark.parametrize("first", [1, 7, 60, 159, 160])
@pytest.mark.parametrize("expected_matches", [1, 60, 1_000_000])
@pytest.mark.parametrize("seed", range(2))
def test_every_match_is_found_once_there_and_back(
    api: ApiClient,
    monkeypatch: pytest.MonkeyPatch,
    tickets: list[Ticket],
    first: int,
    expected_matches: int,
    cap: int,
    seed: int,
) -> None:
    monkeypatch.setattr(search, "WINDOW", first)
    monkeypatch.setattr(search, "FEW", first)
    monkeypatch.setattr(search, "expected_matches", lambda *_: expected_matches)
    monkeypatch.setattr(search, "COUNT_CAP", cap)
    chance = random.Random(seed)
    for _ in range(6):
        terms = chance.sample(["printer", "scanner", "jam", "TÜR", "100%", "e_conn"], chance.choice([1, 1, 2, 3]))
        filters, matches = some_query(chance) if chance.random() < 0.5 else ({}, lambda _: True)
        ascending = chance.random() < 0.3
        size = min(chance.choice([3, 10, 200]), cap)  # as in production, where 200 is less than the cap
        query: dict[str, Any] = {**filters, "search": " ".join(terms), "page_size": size}
        query |= {"ordering": "created_at"} if ascending else {}
        expected = newest_first([ticket for ticket in contain(tickets, *terms) if matches(ticket)])
        expected = expected[::-1] if ascending else expected

        pages = walk(api, query)
        assert seen(pages) == expected, query
        if last := pages[-1]["previous"]:
            back = walk(api, {**query, "cursor": last}, "previous")
            assert seen_backwards(back) + ids(pages[-1]) == expected, query
        for page in pages:
            assert page["search_complete"] is True
            if page.get("count_capped"):
                assert min(cap, len(ids(pages[0]))) <= page["count"] <= min(cap, len(expected)), query
            else:
                assert page["count"] == len(expected) <= cap, query
        assert {(page["count"], page.get("count_capped")) for page in pages} == {
            (pages[0]["count"], pages[0].get("count_capped"))
        }


def test_page_numbers_reach_into_the_second_step(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket]
) -> None:
    monkeypatch.setattr(search, "WINDOW", 20)
    expected = newest_first(contain(tickets, "printer"))
    for number in (1, 2, 3):
        page = get(api, {"search": "printer", "page_size": 10, "page": number})
        assert ids(page) == expected[(number - 1) * 10 : number * 10]


@pytest.mark.parametrize("window", [160, 159, 60])
def test_the_count_is_a_lower_bound_once_the_window_fills_the_page(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket], window: int
) -> None:
    monkeypatch.setattr(search, "WINDOW", window)
    page = get(api, {"search": "printer", "page_size": 5})
    newest = newest_first(tickets)[:window]
    matches = contain([ticket for ticket in tickets if ticket.pk in newest], "printer")
    assert page["count"] == len(matches)
    assert page.get("count_capped", False) == (window < 160)


def test_more_matches_than_are_counted(api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket]) -> None:
    expected = len(contain(tickets, "printer"))
    for cap in (expected - 1, expected, expected + 1):
        monkeypatch.setattr(search, "COUNT_CAP", cap)
        page = get(api, {"search": "printer", "page_size": 5})
        assert (page["count"], page.get("count_capped", False)) == (min(cap, expected), cap < expected)


class TestShortTerms:
    """One or two characters are no use to the index: the newest tickets are looked at, and the answer says so."""

    @pytest.mark.parametrize("term", ["xy", "a", "-0", "0%", '"a b"', "..."])
    def test_only_the_newest_are_looked_at(
        self, api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket], term: str
    ) -> None:
        monkeypatch.setattr(search, "WINDOW", 50)
        newest = newest_first(tickets)[:50]
        among_them = [pk for pk in newest_first(contain(tickets, term.strip('"'))) if pk in newest]
        page = get(api, {"search": term, "page_size": 200})
        assert ids(page) == among_them
        assert page["search_complete"] is False
        assert (page["count"], page["count_capped"]) == (len(among_them), True)

    def test_a_longer_word_beside_them_helps(
        self, api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket]
    ) -> None:
        monkeypatch.setattr(search, "WINDOW", 50)
        page = get(api, {"search": "a printer", "page_size": 200})
        assert ids(page) == newest_first(contain(tickets, "a", "printer"))
        assert page["search_complete"] is True

    def test_nothing_is_left_out_while_the_window_holds_all(self, api: ApiClient, tickets: list[Ticket]) -> None:
        page = get(api, {"search": "xy", "page_size": 200})
        assert ids(page) == newest_first(contain(tickets, "xy"))
        assert page["search_complete"] is True
        assert "count_capped" not in page

    def test_following_pages_go_on_from_where_the_last_ended(
        self, api: ApiClient, monkeypatch: pytest.MonkeyPatch, tickets: list[Ticket]
    ) -> None:
        monkeypatch.setattr(search, "WINDOW", 50)
        pages = walk(api, {"search": "xy", "page_size": 5})
        order = newest_first(contain(tickets, "xy"))
        assert len(pages) > 2
        assert seen(pages) == order[: len(seen(pages))]
        assert not any(page["search_complete"] for page in pages)
