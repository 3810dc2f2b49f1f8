"""Changing a password, and setting the first one by a link."""

from typing import Any

import pytest

from accounts.links import link_address, link_code
from accounts.models import User
from accounts.services import account_create
from api.roles import Role
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem, wrong_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

NEW = "staple-battery-horse"
CHANGE = {"current_password": PASSWORD, "new_password": NEW}


def test_changing_it_ends_every_other_session(agent_api: ApiClient, agent: User) -> None:
    elsewhere = ApiClient()
    elsewhere.force_login(agent)
    key = agent_api.session.session_key
    assert agent_api.post("/api/session/password/", CHANGE).status_code == 204
    assert agent_api.get("/api/tickets/").status_code == 200
    assert agent_api.session.session_key != key
    problem(elsewhere.get("/api/tickets/"), 401, "not_authenticated")
    agent.refresh_from_db()
    assert agent.check_password(NEW)


def test_the_current_one_is_asked_for(agent_api: ApiClient, agent: User) -> None:
    wrong = wrong_fields(agent_api.post("/api/session/password/", {**CHANGE, "current_password": "guess"}))
    assert wrong == {"current_password": ["This is not your password."]}
    agent.refresh_from_db()
    assert agent.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password12345", "123456789012345", "Ada Lovelace"])
def test_a_weak_one_is_refused_with_the_reason(agent_api: ApiClient, weak: str) -> None:
    assert wrong_fields(agent_api.post("/api/session/password/", {**CHANGE, "new_password": weak}))["new_password"]


def test_a_link_sets_the_first_password_once(api: ApiClient) -> None:
    user = account_create(username="new", role=Role.AGENT)
    body = {"code": link_code(user), "new_password": NEW}
    assert api.post("/api/session/password/link/", body).status_code == 204
    assert api.post("/api/session/", {"username": "new", "password": NEW}).status_code == 200
    again = api.post("/api/session/password/link/", {**body, "new_password": "another-long-one-1"})
    assert "ask your administrator" in wrong_fields(again)["code"][0]


def test_a_link_stands_behind_the_number_sign_which_is_sent_to_no_server(settings: Any) -> None:
    settings.DESK_URL = "https://desk.example.org"
    user = account_create(username="new", role=Role.AGENT)
    address, _, secret = link_address(user).partition("#")
    assert address == "https://desk.example.org/set-password"
    assert secret == link_code(user)


def test_a_link_grows_old_and_a_weak_password_does_not_use_it_up(api: ApiClient, settings: Any) -> None:
    user = account_create(username="new", role=Role.AGENT)
    body = {"code": link_code(user), "new_password": "short"}
    assert wrong_fields(api.post("/api/session/password/link/", body))["new_password"]
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert wrong_fields(api.post("/api/session/password/link/", {**body, "new_password": NEW}))["code"]


@pytest.mark.parametrize("code", ["x", "1.x", "zzzzzzzzzzzzz.a-b", "99999999999999999999.a-b", "-1.a-b", "é.é", "."])
def test_what_is_no_link_is_told_like_an_old_one(api: ApiClient, code: str) -> None:
    answer = api.post("/api/session/password/link/", {"code": code, "new_password": NEW})
    assert "ask your administrator" in wrong_fields(answer)["code"][0]
