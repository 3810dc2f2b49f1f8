"""GET /api/tickets/facets/: how many tickets are behind each value of each filter."""

import random
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.store import store_random
from tickets.choices import Category, Priority, Status
from tickets.counters import fold

pytestmark = pytest.mark.django_db

CHOICES = {"category": Category.values, "priority": Priority.values, "status": Status.values}


def test_an_empty_desk_has_zeroes_only(api: ApiClient) -> None:
    assert api.get("/api/tickets/facets/").json() == {
        field: dict.fromkeys(values, 0) for field, values in CHOICES.items()
    }


@pytest.mark.parametrize("seed", range(3))
def test_each_filter_counts_under_the_other_two(api: ApiClient, seed: int) -> None:
    tickets = store_random(120, seed=seed)
    chance = random.Random(seed)
    for _ in range(12):
        query: dict[str, Any] = {
            field: chance.sample(values, chance.choice([1, 2]))
            for field, values in CHOICES.items()
            if chance.random() < 0.6
        }
        expected = {
            field: {
                value: sum(
                    getattr(ticket, field) == value
                    and all(getattr(ticket, other) in query[other] for other in query if other != field)
                    for ticket in tickets
                )
                for value in values
            }
            for field, values in CHOICES.items()
        }
        assert api.get(f"/api/tickets/facets/?{urlencode(query, doseq=True)}").json() == expected, query
        fold()


@pytest.mark.parametrize("field", CHOICES)
def test_an_unknown_value_is_refused(api: ApiClient, field: str) -> None:
    assert list(wrong_fields(api.get("/api/tickets/facets/", {field: "nonsense"}))) == [field]
