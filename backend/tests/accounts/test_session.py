"""GET /api/session/."""

from typing import Any

import pytest

from accounts.models import User
from tests.conftest import ApiClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_open", [True, False])
def test_nobody_is_signed_in(api: ApiClient, settings: Any, is_open: bool) -> None:
    settings.DESK_OPEN = is_open
    assert api.get("/api/session/").json() == {"open": is_open, "user": None}


def test_an_agent_is_told_by_full_name(agent_api: ApiClient) -> None:
    assert agent_api.get("/api/session/").json()["user"] == {"name": "Ada Lovelace", "role": "agent"}


def test_an_administrator_without_a_full_name_is_told_by_user_name(api: ApiClient) -> None:
    api.force_login(User.objects.create_user("root", is_staff=True))
    assert api.get("/api/session/").json()["user"] == {"name": "root", "role": "administrator"}
