"""GET /api/tickets/trends/: the dashboard's series."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.store import store
from tickets.counters import fold
from tickets.models import TicketEvent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
TODAY = datetime(2026, 4, 1, tzinfo=UTC)
WEEK = ["03-26", "03-27", "03-28", "03-29", "03-30", "03-31", "04-01"]
DAY, HOUR, TICK = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def trends(api: ApiClient, days: int = 7) -> dict[str, Any]:
    response = api.get(f"/api/tickets/trends/?days={days}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def per_day(api: ApiClient, name: str) -> dict[str, int]:
    """The days of the last week on which something happened."""
    return {day["date"]: day[name] for day in trends(api)["per_day"] if day[name]}


def resolved(after: timedelta, at: datetime = NOW) -> dict[str, Any]:
    return {"status": "resolved", "created_at": at - after, "resolved_at": at}


def test_an_empty_desk_has_every_day_and_no_times(api: ApiClient) -> None:
    assert trends(api) == {
        "days": 7,
        "per_day": [{"date": f"2026-{day}", "created": 0, "resolved": 0} for day in WEEK],
        "status_breakdown": {"open": 0, "in_progress": 0, "resolved": 0, "closed": 0},
        "resolution": {"resolved": 0, "median_hours": None, "p90_hours": None},
        "suggestions": {
            "category": {"accepted": 0, "overridden": 0},
            "priority": {"accepted": 0, "overridden": 0},
        },
    }


@pytest.mark.parametrize("days", [7, 30, 366])
def test_it_goes_back_as_far_as_asked(api: ApiClient, days: int) -> None:
    dates = [date.fromisoformat(day["date"]) for day in trends(api, days)["per_day"]]
    assert dates == [TODAY.date() - n * DAY for n in reversed(range(days))]


@pytest.mark.parametrize("query", ["", "?days="])
def test_it_goes_back_thirty_days_unless_asked_otherwise(api: ApiClient, query: str) -> None:
    assert api.get(f"/api/tickets/trends/{query}").json()["days"] == 30


@pytest.mark.parametrize("days", ["6", "367", "0", "-7", "many", "7.5", "1" + "0" * 30])
def test_another_number_of_days_is_refused(api: ApiClient, days: str) -> None:
    assert list(wrong_fields(api.get("/api/tickets/trends/", {"days": days}))) == ["days"]


@pytest.mark.parametrize("folded", [False, True])
def test_tickets_count_for_the_day_in_utc_on_which_they_were_created(api: ApiClient, folded: bool) -> None:
    moments = [TODAY, NOW, TODAY - TICK, TODAY - DAY, TODAY - 6 * DAY, TODAY - 6 * DAY - TICK]
    store(*({"created_at": moment} for moment in moments))
    if folded:
        fold()
    assert per_day(api, "created") == {"2026-04-01": 2, "2026-03-31": 2, "2026-03-26": 1}


def test_and_for_the_day_on_which_they_were_resolved(api: ApiClient) -> None:
    moments = [TODAY, TODAY - TICK, TODAY - 6 * DAY, TODAY - 6 * DAY - TICK]
    store(*(resolved(HOUR, at=moment) for moment in moments), {"created_at": NOW})
    assert per_day(api, "resolved") == {"2026-04-01": 1, "2026-03-31": 1, "2026-03-26": 1}
    assert trends(api)["resolution"]["resolved"] == 3


def test_the_status_breakdown_is_of_all_tickets(api: ApiClient) -> None:
    store({"created_at": NOW - 900 * DAY}, {"created_at": NOW}, resolved(HOUR, at=NOW - 900 * DAY))
    assert trends(api)["status_breakdown"] == {"open": 2, "in_progress": 0, "resolved": 1, "closed": 0}


@pytest.mark.parametrize(
    ("hours", "median", "p90"),
    [
        ([3], 3.0, 3.0),
        ([1, 2], 1.5, 1.9),
        ([0, 0, 100], 0.0, 80.0),
        (range(11), 5.0, 9.0),
        ([0.04], 0.0, 0.0),
        ([24 * 400], 9600.0, 9600.0),
    ],
)
def test_times_to_resolution_are_interpolated_percentiles(
    api: ApiClient, hours: list[float], median: float, p90: float
) -> None:
    store(*(resolved(hour * HOUR) for hour in hours), resolved(500 * HOUR, at=NOW - 8 * DAY))
    assert trends(api)["resolution"] == {"resolved": len(hours), "median_hours": median, "p90_hours": p90}


def test_suggestions_are_counted_by_what_people_made_of_them(api: ApiClient) -> None:
    [ticket] = store({"created_at": NOW})
    decided = [
        ("category", "accepted", TODAY),
        ("category", "accepted", TODAY - 6 * DAY),
        ("category", "accepted", TODAY - 6 * DAY - TICK),
        ("priority", "accepted", TODAY),
        ("priority", "overridden", TODAY),
        ("priority", "suggested", TODAY),
    ]
    TicketEvent.objects.bulk_create(
        TicketEvent(ticket=ticket, kind=kind, field=field, source="keywords", actor_role="requester", created_at=moment)
        for field, kind, moment in decided
    )
    assert trends(api)["suggestions"] == {
        "category": {"accepted": 2, "overridden": 0},
        "priority": {"accepted": 1, "overridden": 1},
    }
