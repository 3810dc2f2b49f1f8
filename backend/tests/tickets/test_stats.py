"""GET /api/tickets/stats/: exactly five figures."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.conftest import ApiClient
from tests.tickets.store import store, store_random
from tickets.choices import Category, Priority
from tickets.counters import fold
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
ZERO_CATEGORIES = {"billing": 0, "technical": 0, "account": 0, "general": 0}
ZERO_PRIORITIES = {"low": 0, "medium": 0, "high": 0, "critical": 0}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_without_tickets_every_figure_is_zero(api: ApiClient) -> None:
    response = api.get("/api/tickets/stats/")
    assert response.json() == {
        "total_tickets": 0,
        "open_tickets": 0,
        "avg_tickets_per_day": 0.0,
        "priority_breakdown": ZERO_PRIORITIES,
        "category_breakdown": ZERO_CATEGORIES,
    }
    assert list(response.json()["priority_breakdown"]) == Priority.values
    assert list(response.json()["category_breakdown"]) == Category.values


def test_every_value_is_told_zero_included(api: ApiClient) -> None:
    store(
        {"category": "billing", "priority": "high", "status": "open", "created_at": NOW},
        {"category": "billing", "priority": "low", "status": "in_progress", "created_at": NOW},
        {"category": "account", "priority": "low", "status": "closed", "created_at": NOW},
    )
    assert api.get("/api/tickets/stats/").json() == {
        "total_tickets": 3,
        "open_tickets": 1,
        "avg_tickets_per_day": 3.0,
        "priority_breakdown": {**ZERO_PRIORITIES, "high": 1, "low": 2},
        "category_breakdown": {**ZERO_CATEGORIES, "billing": 2, "account": 1},
    }


@pytest.mark.parametrize("folded", [False, True])
def test_the_figures_are_those_of_counting(api: ApiClient, folded: bool) -> None:
    tickets = store_random(200, seed=1)
    if folded:
        fold()
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[:50]]).delete()
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[50:90]]).update(
        category="general", status="open", resolved_at=None
    )
    stats = api.get("/api/tickets/stats/").json()
    left = list(Ticket.objects.all())
    assert stats["total_tickets"] == len(left) == 150
    assert stats["open_tickets"] == sum(ticket.status == "open" for ticket in left)
    assert stats["category_breakdown"] == {c: sum(t.category == c for t in left) for c in Category.values}
    assert stats["priority_breakdown"] == {p: sum(t.priority == p for t in left) for p in Priority.values}


@pytest.mark.parametrize(
    ("ages", "average"),
    [
        ([timedelta(0)], 1.0),
        ([timedelta(minutes=1)] * 5, 5.0),  # at least one day
        ([timedelta(days=1)] * 5, 5.0),
        ([timedelta(days=1, hours=12)] + [timedelta(0)] * 2, 2.0),  # not in whole days
        ([timedelta(days=3)], 0.3),
        ([timedelta(days=3)] * 2, 0.7),
        ([timedelta(days=40), timedelta(days=2)], 0.1),  # 0.05, from the first ticket on
        ([timedelta(days=50)], 0.0),
        ([timedelta(hours=-2)], 1.0),  # stored with a clock that runs ahead
    ],
)
def test_the_average_is_per_day_since_the_first_ticket(api: ApiClient, ages: list[timedelta], average: float) -> None:
    store(*({"created_at": NOW - age} for age in ages))
    assert api.get("/api/tickets/stats/").json()["avg_tickets_per_day"] == average
