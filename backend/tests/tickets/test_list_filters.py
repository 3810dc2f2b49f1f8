"""GET /api/tickets/: filters, each and combined, against the same done by hand."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.store import FIRST_DAY, newest_first, store, store_random
from tests.tickets.walks import get, ids, seen, walk
from tickets.choices import Category, Priority, Status
from tickets.counters import fold
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

CHOICES = {"category": Category.values, "priority": Priority.values, "status": Status.values}
EACH = [(field, value) for field, values in CHOICES.items() for value in values]


@pytest.mark.parametrize(("field", "value"), EACH)
def test_each_value_of_each_choice(api: ApiClient, field: str, value: str) -> None:
    store(*({field: other, "created_at": FIRST_DAY} for other in CHOICES[field] for _ in range(2)))
    page = get(api, {field: value})
    assert [row[field] for row in page["results"]] == [value, value]
    assert page["count"] == 2


@pytest.mark.parametrize(
    "query",
    [
        "status=open,closed",
        "status=open&status=closed",
        "status=closed,,open,",
        "status=open,closed&status=open&status=",
    ],
)
def test_several_values_come_with_commas_or_repeated(api: ApiClient, query: str) -> None:
    store(*({"status": status, "created_at": FIRST_DAY} for status in Status.values))
    page = api.get(f"/api/tickets/?{query}").json()
    assert [row["status"] for row in page["results"]] == ["closed", "open"]
    assert page["count"] == 2


@pytest.mark.parametrize("query", ["status=", "category=,", "created_after=", "search=", "page_size=&page=&cursor="])
def test_an_empty_value_does_not_restrict(api: ApiClient, query: str) -> None:
    store({"created_at": FIRST_DAY})
    assert api.get(f"/api/tickets/?{query}").json()["count"] == 1


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("value", ["nonsense", "OPEN", "low ", "\x00", "x" * 10_000])
def test_an_unknown_value_is_answered_with_the_allowed_ones(api: ApiClient, field: str, value: str) -> None:
    [message] = wrong_fields(api.get("/api/tickets/", {field: [CHOICES[field][0], value]}))[field]
    assert message.endswith(f" is unknown: use one or more of {', '.join(CHOICES[field])}.")
    assert len(message) < 200


class TestCreatedBetween:
    """`created_after` is included, `created_before` is not."""

    @pytest.fixture
    def around_midnight(self) -> list[Ticket]:
        offsets = (timedelta(microseconds=-1), timedelta(0), timedelta(microseconds=1))
        return store(*({"created_at": FIRST_DAY + days * timedelta(days=1) + o} for days in range(3) for o in offsets))

    @pytest.mark.parametrize("folded", [False, True])
    def test_every_edge_and_its_count(self, api: ApiClient, around_midnight: list[Ticket], folded: bool) -> None:
        if folded:
            fold()
        step = timedelta(microseconds=1)
        moments = sorted({ticket.created_at + d for ticket in around_midnight for d in (-step, timedelta(0), step)})
        for after in (None, *moments):
            for before in (None, *moments):
                query = {"created_after": after, "created_before": before}
                page = get(api, {name: moment.isoformat() for name, moment in query.items() if moment})
                expected = [
                    ticket
                    for ticket in around_midnight
                    if (after is None or ticket.created_at >= after) and (before is None or ticket.created_at < before)
                ]
                assert ids(page) == newest_first(expected)
                assert page["count"] == len(expected)

    @pytest.mark.parametrize(
        "written",
        [
            "2026-03-02",
            "2026-03-02T00:00",
            "2026-03-02 00:00:00",
            "2026-03-02T00:00:00Z",
            "2026-03-02T02:00:00%2B02:00",
            "2026-03-02T02:00:00+02:00",  # the plus sign arrives as a space
            "2026-03-01T19:00:00-05:00",
            "2026-03-02T23:00:00%2B23:00",  # further than PostgreSQL's offsets go
            "2026-03-02T00:00:00.000000Z",
        ],
    )
    def test_a_moment_may_be_written_in_many_ways(
        self, api: ApiClient, around_midnight: list[Ticket], written: str
    ) -> None:
        assert api.get(f"/api/tickets/?created_after={written}").json()["count"] == 5
        assert api.get(f"/api/tickets/?created_before={written}").json()["count"] == 4

    @pytest.mark.parametrize(
        "written",
        ["yesterday", "2026-02-30", "2026-13-01", "1700000000", "0001-01-01", "9999-12-31", "2026-03-02T25:00", "\x00"],
    )
    @pytest.mark.parametrize("name", ["created_after", "created_before"])
    def test_what_is_no_moment_is_refused(self, api: ApiClient, name: str, written: str) -> None:
        assert list(wrong_fields(api.get("/api/tickets/", {name: written}))) == [name]


def some_query(chance: random.Random) -> tuple[dict[str, Any], Callable[[Ticket], bool]]:
    """A random combination of filters, and the same as a condition in Python."""
    query: dict[str, Any] = {
        field: chance.sample(values, chance.choice([1, 1, 2, 3]))
        for field, values in CHOICES.items()
        if chance.random() < 0.6
    }
    bounds = sorted(FIRST_DAY + timedelta(hours=chance.choice([24, 48, chance.uniform(0, 240)])) for _ in range(2))
    after, before = bounds[0] if chance.random() < 0.4 else None, bounds[1] if chance.random() < 0.4 else None

    def matches(ticket: Ticket) -> bool:
        return (
            all(getattr(ticket, field) in values for field, values in query.items() if field in CHOICES)
            and (after is None or ticket.created_at >= after)
            and (before is None or ticket.created_at < before)
        )

    query |= {"created_after": after.isoformat()} if after else {}
    query |= {"created_before": before.isoformat()} if before else {}
    return query, matches


@pytest.mark.parametrize("seed", range(4))
def test_combinations_give_what_a_search_by_hand_gives(api: ApiClient, seed: int) -> None:
    tickets = store_random(150, seed=seed)
    chance = random.Random(seed)
    for _ in range(25):
        query, matches = some_query(chance)
        expected = newest_first([ticket for ticket in tickets if matches(ticket)])
        pages = walk(api, {**query, "page_size": 25})
        assert seen(pages) == expected, query
        assert {page["count"] for page in pages} == {len(expected)}, query
        if chance.random() < 0.2:
            fold()
