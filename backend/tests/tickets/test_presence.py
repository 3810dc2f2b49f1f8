"""Who else has a ticket open: PUT, GET and DELETE /api/tickets/{id}/presence/."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.models import User
from api.rates import Rate
from tests.conftest import JSON, ApiClient
from tests.problems import problem, wrong_fields
from tickets import presence
from tickets.models import Ticket, TicketPresence
from tickets.tasks import delete_gone_tabs

pytestmark = pytest.mark.django_db

Told = list[tuple[str | None, str]]


@pytest.fixture
def path(make_ticket: Callable[..., Ticket]) -> str:
    return f"/api/tickets/{make_ticket().pk}/presence/"


class Tab:
    """A browser tab in which a ticket is open."""

    def __init__(self, path: str, user: User | None = None) -> None:
        self.path, self.id, self.client = path, uuid4(), ApiClient()
        if user:
            self.client.force_login(user)

    def call(self, state: str = "viewing") -> Any:
        return self.client.put(self.path, {"tab": str(self.id), "state": state}, JSON)

    def sees(self, state: str = "viewing") -> Told:
        response = self.call(state)
        assert response.status_code == 200, response.content
        return told(response)

    def leave(self) -> Any:
        return self.client.delete(self.path, {"tab": str(self.id)}, JSON)


def told(response: Any) -> Told:
    return [(one["name"], one["state"]) for one in response.json()["others"]]


def age(tab: Tab, seconds: float) -> None:
    """As if its last heartbeat were so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tickets_presence SET since = since - %(past)s, seen_at = seen_at - %(past)s WHERE tab = %(tab)s",
            {"past": timedelta(seconds=seconds), "tab": tab.id},
        )


def test_each_sees_the_other_and_what_they_do(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    assert ada.sees() == []
    assert grace.sees("editing") == [("Ada Lovelace", "viewing")]
    assert ada.sees() == [("Grace Hopper", "editing")]
    assert grace.sees("viewing") == [("Ada Lovelace", "viewing")]
    assert ada.sees() == [("Grace Hopper", "viewing")]


def test_somebody_has_been_there_since_they_opened_the_ticket(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    ada.call()
    first = grace.call().json()["others"][0]["since"]
    age(ada, 30)
    earlier = grace.call().json()["others"][0]["since"]
    ada.call("editing")
    assert grace.call().json()["others"][0]["since"] == earlier < first
    age(ada, 41)
    ada.call()  # opened anew
    assert datetime.fromisoformat(grace.call().json()["others"][0]["since"]) >= datetime.fromisoformat(first)


def test_ones_own_tabs_are_nobody_else_and_several_of_another_are_one(
    path: str, agent: User, administrator: User
) -> None:
    mine = [Tab(path, agent) for _ in range(2)]
    grace = Tab(path, administrator)
    assert [tab.sees() for tab in mine] == [[], []]
    assert grace.sees() == [("Ada Lovelace", "viewing")]
    mine[0].call("editing")
    assert grace.sees() == [("Ada Lovelace", "editing")]


def test_strangers_on_an_open_desk_have_no_names_and_are_told_apart_by_their_tabs(path: str, agent: User) -> None:
    one, other, ada = Tab(path), Tab(path), Tab(path, agent)
    assert one.sees() == []
    assert other.sees("editing") == [(None, "viewing")]
    assert set(ada.sees()) == {(None, "viewing"), (None, "editing")}
    assert set(one.sees()) == {(None, "editing"), ("Ada Lovelace", "viewing")}


def test_a_tab_that_is_not_heard_of_is_gone(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    ada.call()
    age(ada, 39)
    assert grace.sees() == [("Ada Lovelace", "viewing")]
    age(ada, 1)
    assert grace.sees() == []


def test_leaving_takes_effect_at_once_and_may_be_said_twice(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    ada.call()
    assert [ada.leave().status_code for _ in range(2)] == [204, 204]
    assert grace.sees() == []
    ada.call()
    assert ada.client.delete(f"{path}?tab={ada.id}").status_code == 204
    assert grace.sees() == []


def test_who_signs_out_is_nowhere_at_once_and_others_stay(path: str, agent: User, administrator: User) -> None:
    ada, grace, stranger = Tab(path, agent), Tab(path, administrator), Tab(path)
    for tab in (ada, stranger):
        tab.call()
    second = Tab(path, agent)
    second.client.cookies = ada.client.cookies
    second.call("editing")
    assert set(grace.sees()) == {("Ada Lovelace", "editing"), (None, "viewing")}
    assert ada.client.delete("/api/session/").status_code == 204
    assert grace.sees() == [(None, "viewing")]


def test_a_stranger_who_signs_out_sends_nobody_away(path: str, administrator: User) -> None:
    stranger, grace = Tab(path), Tab(path, administrator)
    stranger.call()
    assert stranger.client.delete("/api/session/").status_code == 204
    assert grace.sees() == [(None, "viewing")]


def test_nobody_can_send_another_away(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    ada.call()
    grace.id, own = ada.id, grace.id
    grace.leave()
    grace.id = own
    assert grace.sees() == [("Ada Lovelace", "viewing")]


def test_a_tab_of_somebody_who_signed_in_since_is_theirs(path: str, agent: User, administrator: User) -> None:
    stranger, grace = Tab(path), Tab(path, administrator)
    stranger.call()
    stranger.client.force_login(agent)
    stranger.call()
    assert grace.sees() == [("Ada Lovelace", "viewing")]


def test_another_ticket_has_others(path: str, agent: User, administrator: User, make_ticket: Any) -> None:
    Tab(path, agent).call()
    assert Tab(f"/api/tickets/{make_ticket().pk}/presence/", administrator).sees() == []


def test_looking_leaves_no_trace(path: str, agent: User, auditor: User, closed_desk: None) -> None:
    ada, edsger = Tab(path, agent), Tab(path, auditor)
    ada.call()
    for query in ("", f"?tab={edsger.id}"):
        assert told(edsger.client.get(path + query)) == [("Ada Lovelace", "viewing")]
    assert told(ada.client.get(f"{path}?tab={ada.id}")) == []
    problem(edsger.call(), 403, "permission_denied")
    assert TicketPresence.objects.count() == 1


@pytest.mark.parametrize("ticket_id", [999_999, 10**30])
def test_a_ticket_that_is_not_there(ticket_id: int) -> None:
    tab = Tab(f"/api/tickets/{ticket_id}/presence/")
    problem(tab.call(), 404, "not_found")
    problem(tab.client.get(tab.path), 404, "not_found")
    assert tab.leave().status_code == 204  # as somebody does whose ticket was deleted meanwhile
    assert not TicketPresence.objects.exists()


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"tab", "state"}),
        ({"tab": "mine", "state": "viewing"}, {"tab"}),
        ({"tab": str(UUID(int=1)), "state": "sleeping"}, {"state"}),
    ],
)
def test_a_heartbeat_that_makes_no_sense(api: ApiClient, path: str, body: Any, wrong: set[str]) -> None:
    assert wrong_fields(api.put(path, body, JSON)).keys() == wrong


def test_a_tab_without_a_name_cannot_leave(api: ApiClient, path: str) -> None:
    assert wrong_fields(api.delete(path)).keys() == {"tab"}
    assert wrong_fields(api.delete(f"{path}?tab=mine")).keys() == {"tab"}
    assert wrong_fields(api.get(f"{path}?tab=mine")).keys() == {"tab"}


def test_a_heartbeat_is_one_statement_that_leaves_the_ticket_alone(
    path: str, agent: User, make_ticket: Any, django_assert_num_queries: Any
) -> None:
    ticket = Ticket.objects.get()
    row = "SELECT xmin, xmax, ctid, version, updated_at FROM tickets_ticket"  # a lock would show in xmax
    ada, stranger = Tab(path, agent), Tab(path)
    with connection.cursor() as cursor:
        cursor.execute(row)
        before = cursor.fetchall()
        for _ in range(2):
            stranger.call("editing")
            with django_assert_num_queries(2 + 1):  # the session and its account; the heartbeat
                ada.call("editing")
        cursor.execute(row)
        assert cursor.fetchall() == before
    assert not ticket.events.exclude(kind="created").exists()


def test_more_tabs_than_that_look_on_unseen(
    path: str, agent: User, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "TABS_MAX", 2)
    ada, grace = Tab(path, agent), Tab(path, administrator)
    crowd = [Tab(path) for _ in range(3)]
    ada.call()
    assert [len(tab.sees()) for tab in crowd] == [1, 2, 2]
    assert grace.sees() == [("Ada Lovelace", "viewing"), (None, "viewing")]
    assert ada.sees("editing") == [(None, "viewing")]  # who is there stays there
    assert TicketPresence.objects.count() == 2
    crowd[0].leave()
    grace.call()
    assert ada.sees() == [("Grace Hopper", "viewing")]


def test_strangers_are_limited_by_address_and_accounts_are_not(path: str, agent: User, settings: Any) -> None:
    one_an_hour = Rate(1, 3600)
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "presence": one_an_hour, "write": one_an_hour}
    stranger, ada = Tab(path), Tab(path, agent)
    assert [ada.call().status_code for _ in range(3)] == [200] * 3
    assert [stranger.call().status_code for _ in range(2)] == [200, 429]


def test_housekeeping_removes_who_is_gone(path: str, agent: User, administrator: User) -> None:
    ada, grace = Tab(path, agent), Tab(path, administrator)
    ada.call()
    grace.call()
    age(ada, 41)
    assert delete_gone_tabs(timestamp=0) == 1
    assert TicketPresence.objects.get().tab == grace.id


def test_heartbeats_write_nothing_to_the_journal(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'tickets_presence'")
        assert cursor.fetchone() == ("u",)
