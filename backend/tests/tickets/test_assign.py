"""Assigning a ticket: PATCH /api/tickets/{id}/ with an assignee."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from api.roles import Role
from tests.conftest import ApiClient, account
from tests.problems import problem, wrong_fields
from tests.tickets.test_update import entries
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(make_ticket: Callable[..., Ticket]) -> str:
    return f"/api/tickets/{make_ticket().pk}/"


def assignee(body: dict[str, Any]) -> Any:
    return body["assignee"]


def test_a_ticket_is_assigned_handed_on_and_given_back(
    agent_api: ApiClient, agent: User, administrator: User, path: str
) -> None:
    ada = {"id": agent.pk, "name": "Ada Lovelace"}
    grace = {"id": administrator.pk, "name": "Grace Hopper"}
    for version, (sent, told) in enumerate([(agent.pk, ada), (administrator.pk, grace), (None, None)], start=2):
        response = agent_api.patch(path, {"assignee": sent})
        body = response.json()
        assert (response.status_code, response["ETag"], assignee(body)) == (200, f'"{version}"', told)
        assert agent_api.get(path).json() == body
        assert agent_api.get("/api/tickets/").json()["results"] == [body]
        assert agent_api.get("/api/tickets/?search=printer").json()["results"] == [body]
    assert entries(Ticket.objects.get()) == [
        ("assignee", "", "Ada Lovelace", "agent", "ada"),
        ("assignee", "Ada Lovelace", "Grace Hopper", "agent", "ada"),
        ("assignee", "Grace Hopper", "", "agent", "ada"),
    ]


def test_assigning_changes_nothing_else(api: ApiClient, agent: User, path: str) -> None:
    before = api.get(path).json()
    after = api.patch(path, {"assignee": agent.pk}).json()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"assignee", "version", "updated_at"}


@pytest.mark.parametrize("sent", [True, False])
def test_who_has_it_already_gets_it_again_without_a_change(api: ApiClient, agent: User, path: str, sent: bool) -> None:
    value = agent.pk if sent else None
    first = api.patch(path, {"assignee": value}).json()
    assert api.patch(path, {"assignee": value}).json() == first
    assert len(entries(Ticket.objects.get())) == sent


def test_another_change_leaves_the_assignee_alone(
    api: ApiClient, agent: User, path: str, django_assert_num_queries: Any
) -> None:
    api.patch(path, {"assignee": agent.pk})
    with django_assert_num_queries(2 + 2):  # lock with the name, change; in a transaction
        body = api.patch(path, {"status": "closed"}).json()
    assert assignee(body) == {"id": agent.pk, "name": "Ada Lovelace"}


def test_of_two_who_take_a_ticket_one_gets_it_and_the_other_is_told_who(
    agent_api: ApiClient, agent: User, administrator: User, path: str
) -> None:
    assert agent_api.patch(path, {"assignee": administrator.pk}, headers={"If-Match": '"1"'}).status_code == 200
    response = agent_api.patch(path, {"assignee": agent.pk, "version": 1})
    problem(response, 409, "conflict")
    assert assignee(response.json()["current"]) == {"id": administrator.pk, "name": "Grace Hopper"}


@pytest.mark.parametrize(
    "who", ["auditor", "inactive", "without a role", "unknown", 0, -1, "ada", True, {"id": 1}, 2**70]
)
def test_only_active_agents_can_have_tickets(api: ApiClient, auditor: User, path: str, who: Any) -> None:
    inactive, newcomer = account("gone", Role.AGENT), User.objects.create_user("newcomer")
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    ids = {"auditor": auditor.pk, "inactive": inactive.pk, "without a role": newcomer.pk, "unknown": newcomer.pk + 1}
    sent = ids[who] if isinstance(who, str) and who in ids else who
    assert wrong_fields(api.patch(path, {"assignee": sent, "status": "closed"})).keys() == {"assignee"}
    assert Ticket.objects.get().version == 1


def test_a_new_ticket_is_nobodys(api: ApiClient, agent: User) -> None:
    body = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
    response = api.post("/api/tickets/", {**body, "assignee": agent.pk})
    assert (response.status_code, assignee(response.json())) == (201, None)


def test_a_repeated_request_tells_who_has_the_ticket_by_now(api: ApiClient, agent: User) -> None:
    body = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
    first = api.post("/api/tickets/", body, headers={"Idempotency-Key": "one"}).json()
    api.patch(f"/api/tickets/{first['id']}/", {"assignee": agent.pk})
    again = api.post("/api/tickets/", body, headers={"Idempotency-Key": "one"}).json()
    assert assignee(again) == {"id": agent.pk, "name": "Ada Lovelace"}


class TestAccountsThatLeave:
    """Their tickets stay."""

    def test_a_deactivated_account_keeps_its_tickets_and_its_name(self, api: ApiClient, agent: User, path: str) -> None:
        api.patch(path, {"assignee": agent.pk})
        User.objects.filter(pk=agent.pk).update(is_active=False)
        assert assignee(api.get(path).json()) == {"id": agent.pk, "name": "Ada Lovelace"}
        [row] = api.get(f"/api/tickets/?assignee={agent.pk}").json()["results"]
        assert assignee(row) == {"id": agent.pk, "name": "Ada Lovelace"}

    @pytest.mark.parametrize("by_sql", [True, False])
    def test_a_deleted_account_leaves_its_tickets_to_nobody(self, api: ApiClient, path: str, by_sql: bool) -> None:
        leaving = account("gone", Role.AGENT)
        api.patch(path, {"assignee": leaving.pk})
        if by_sql:
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM accounts_user_groups WHERE user_id = %s", [leaving.pk])
                cursor.execute("DELETE FROM accounts_user WHERE id = %s", [leaving.pk])
        else:
            leaving.delete()
        assert assignee(api.get(path).json()) is None
        assert entries(Ticket.objects.get()) == [("assignee", "", "gone", "agent", None)]


def test_who_deleted_a_ticket_is_logged(
    administrator: User, make_ticket: Callable[..., Ticket], log_lines: Any, django_capture_on_commit_callbacks: Any
) -> None:
    ticket, client = make_ticket(), ApiClient()
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(f"/api/tickets/{ticket.pk}/").status_code == 204
    [line] = log_lines("ticket_deleted")
    assert (line["ticket"], line["role"], line["user"]) == (ticket.pk, "agent", administrator.pk)
    assert line["request_id"]
