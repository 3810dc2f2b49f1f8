"""GET /api/session/."""

from typing import Any

import pytest

from accounts.models import User
from tests.conftest import ApiClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_open", [True, False])
def test_nobody_is_signed_in(api: ApiClient, settings: Any, is_open: bool) -> None:
    settings.DESK_OPEN = is_open
    response = api.get("/api/session/")
    assert response.json() == {"open": is_open, "user": None, "second_factor_required": False}
    assert response["Cache-Control"] == "no-store"
    assert "csrftoken" in response.cookies


def test_an_agent_is_told_by_full_name(agent_api: ApiClient, agent: User) -> None:
    expected = {"id": agent.pk, "name": "Ada Lovelace", "username": "ada", "role": "agent"}
    assert agent_api.get("/api/session/").json()["user"] == expected


def test_an_account_without_a_full_name_is_told_by_user_name(api: ApiClient) -> None:
    user = User.objects.create_superuser("root")
    api.force_login(user)
    expected = {"id": user.pk, "name": "root", "username": "root", "role": "administrator"}
    assert api.get("/api/session/").json()["user"] == expected


def test_an_account_without_a_role_is_told_so(api: ApiClient) -> None:
    api.force_login(User.objects.create_user("newcomer"))
    assert api.get("/api/session/").json()["user"]["role"] is None


def test_the_role_costs_no_query_of_its_own(agent_api: ApiClient, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):  # the session, and the account with its groups
        agent_api.get("/api/session/")
