"""GET /api/agents/: those that a ticket may be assigned to."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from accounts.agents import display_name_sql
from accounts.models import User
from api.roles import Role
from tests.conftest import ApiClient, account

pytestmark = pytest.mark.django_db


def test_active_agents_and_administrators_by_name(
    api: ApiClient, agent: User, administrator: User, auditor: User, django_assert_num_queries: Any
) -> None:
    zoe = account("zoe", Role.AGENT)
    boss = User.objects.create_superuser("bjarne")
    User.objects.create_user("newcomer", first_name="Without", last_name="Role")
    account("gone", Role.AGENT)
    User.objects.filter(username="gone").update(is_active=False)
    agent.groups.add(Group.objects.get(name="Administrators"))  # in two groups, and named once
    with django_assert_num_queries(1):
        body = api.get("/api/agents/").json()
    assert body == {
        "results": [
            {"id": agent.pk, "name": "Ada Lovelace"},
            {"id": boss.pk, "name": "bjarne"},
            {"id": administrator.pk, "name": "Grace Hopper"},
            {"id": zoe.pk, "name": "zoe"},
        ]
    }


@pytest.mark.parametrize("names", [("Ada", "Lovelace"), ("Ada", ""), ("", "Lovelace"), (" ", ""), ("", "")])
def test_sql_and_python_agree_on_a_name(names: tuple[str, str]) -> None:
    user = User.objects.create_user("ada", first_name=names[0], last_name=names[1])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {display_name_sql('u')} FROM accounts_user AS u")
        assert cursor.fetchall() == [(user.display_name,)]
