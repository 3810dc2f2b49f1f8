"""How long somebody stays signed in."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from accounts import session_lifetime
from tests.conftest import ApiClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]


class Clock:
    """Stands in for the module's `time`."""

    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(agent_api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Starts when Ada has just signed in."""
    fake = Clock(agent_api.session["signed_in_at"])
    monkeypatch.setattr(session_lifetime, "time", fake)
    return fake


def test_a_session_ends_so_long_after_signing_in_however_much_it_is_used(
    agent_api: ApiClient, clock: Clock, settings: Any
) -> None:
    settings.SESSION_LONGEST = 3_000
    for _ in range(9):
        clock.now += 300
        assert agent_api.get("/api/tickets/").status_code == 200
    clock.now += 300
    assert agent_api.get("/api/tickets/").status_code == 401
    assert not Session.objects.exists()


def test_use_moves_the_end_and_not_every_request_writes(
    agent_api: ApiClient, clock: Clock, django_assert_num_queries: Any
) -> None:
    before = Session.objects.get().expire_date
    clock.now += 200
    with django_assert_num_queries(2 + 2):  # session and account; the page and its count
        agent_api.get("/api/tickets/")
    clock.now += 200
    agent_api.get("/api/tickets/")
    assert Session.objects.get().expire_date > before
    assert agent_api.session["seen_at"] == clock.now


def test_a_page_that_is_left_open_keeps_no_session_alive(agent_api: ApiClient, clock: Clock) -> None:
    before = Session.objects.get().expire_date
    clock.now += 3_000
    assert agent_api.get("/api/tickets/", headers={"X-Desk-Background": "1"}).status_code == 200
    assert Session.objects.get().expire_date == before
    assert agent_api.get("/api/tickets/", headers={"X-Desk-Background": "0"}).status_code == 200
    assert Session.objects.get().expire_date > before


def test_background_does_not_lengthen_the_longest_session(agent_api: ApiClient, clock: Clock, settings: Any) -> None:
    clock.now += settings.SESSION_LONGEST
    assert agent_api.get("/api/tickets/", headers={"X-Desk-Background": "1"}).status_code == 401


def test_a_short_life_without_use_is_moved_in_time(agent_api: ApiClient, clock: Clock, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 300
    before = Session.objects.get().expire_date
    clock.now += 31
    agent_api.get("/api/tickets/")
    assert Session.objects.get().expire_date != before
    assert agent_api.session["seen_at"] == clock.now


def test_a_session_without_use_ends_by_itself(agent_api: ApiClient, settings: Any) -> None:
    assert agent_api.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 7_200
    Session.objects.update(expire_date="2026-01-01T00:00Z")
    assert agent_api.get("/api/tickets/").status_code == 401


def test_who_has_no_session_gets_none(api: ApiClient) -> None:
    api.get("/api/session/")
    api.post("/api/tickets/", {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"})
    assert not Session.objects.exists()
    assert "sessionid" not in api.cookies
