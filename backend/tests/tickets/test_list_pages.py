"""GET /api/tickets/: keyset pages, while the list stands still and while it does not."""

import random
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.tickets.store import FIRST_DAY, newest_first, store, store_random
from tests.tickets.walks import get, ids, seen, seen_backwards, walk
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ordering", ["-created_at", "created_at"])
@pytest.mark.parametrize("size", [1, 7, 20, 59, 60, 61])
def test_a_walk_gives_every_row_once_there_and_back(api: ApiClient, ordering: str, size: int) -> None:
    expected = newest_first(store_random(60, seed=size))
    expected = expected if ordering == "-created_at" else expected[::-1]
    query: dict[str, Any] = {"ordering": ordering, "page_size": size}
    pages = walk(api, query)
    assert seen(pages) == expected
    assert {page["count"] for page in pages} == {60}
    if last := pages[-1]["previous"]:
        back = walk(api, {**query, "cursor": last}, "previous")
        assert seen_backwards(back) + ids(pages[-1]) == expected


def test_going_forth_and_back_gives_the_same_page(api: ApiClient) -> None:
    store_random(30, seed=1)
    first = get(api, {"page_size": 10})
    second = get(api, {"page_size": 10, "cursor": first["next"]})
    again = get(api, {"page_size": 10, "cursor": second["previous"]})
    assert again["results"] == first["results"]
    assert again["previous"] is None
    assert get(api, {"page_size": 10, "cursor": again["next"]})["results"] == second["results"]


@pytest.mark.parametrize("direction", ["next", "previous"])
def test_rows_that_stay_are_seen_once_while_others_come_and_go(api: ApiClient, direction: str) -> None:
    order = newest_first(store_random(80, seed=8))
    chance = random.Random(8)
    doomed = chance.sample(order[5:-5], 25)
    staying = [pk for pk in order if pk not in doomed]
    start: dict[str, Any] = {"page_size": 6}
    if direction == "previous":
        last = walk(api, start)[-1]
        start["cursor"] = last["previous"]
        staying = [pk for pk in staying if pk not in ids(last)]

    def between() -> None:
        Ticket.objects.filter(pk__in=[doomed.pop() for _ in doomed[:2]]).delete()
        store(*({"created_at": FIRST_DAY + timedelta(hours=chance.uniform(-50, 300))} for _ in range(3)))

    pages = walk(api, start, direction, between)
    found = seen(pages) if direction == "next" else seen_backwards(pages)
    assert not doomed
    assert len(found) == len(set(found))
    assert [pk for pk in found if pk in staying] == staying


def test_a_page_whose_place_has_been_deleted_goes_on_from_there(api: ApiClient) -> None:
    order = newest_first(store_random(9, seed=9))
    cursor = get(api, {"page_size": 3})["next"]
    Ticket.objects.filter(pk__in=order[1:5]).delete()
    assert ids(get(api, {"page_size": 3, "cursor": cursor})) == order[5:8]


def test_a_page_beyond_the_last_row_is_empty(api: ApiClient) -> None:
    order = newest_first(store_random(4, seed=9))
    cursor = get(api, {"page_size": 3})["next"]
    Ticket.objects.filter(pk=order[3]).delete()
    assert get(api, {"page_size": 3, "cursor": cursor}) == {"count": 3, "next": None, "previous": None, "results": []}
