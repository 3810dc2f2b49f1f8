"""SECOND_FACTOR_REQUIRED: who must have a second factor and has none may set it up, and nothing else."""

import json
from functools import reduce
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.models.token import Scope
from accounts.second_factor_demand import REACHABLE
from accounts.tokens import token_create
from api.roles import Role
from tests.accounts.test_second_factor import code_for
from tests.api.test_permissions import BODIES, ROUTES, TABLE
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

PATH = "/api/session/second-factor/"
REACHED = {
    *("livez", "healthz", "readyz", "api/errors/", "api/csp-reports/", "api/follow/", "api/session/"),
    *("api/session/password/", "api/session/password/link/"),
    *("api/session/openid/", "api/session/openid/callback/"),
    *("api/session/second-factor/", "api/session/second-factor/confirm/", "api/session/second-factor/remove/"),
}


@pytest.fixture
def grace(administrator: User, settings: Any) -> ApiClient:
    """An administrator who has only her password, where that is not enough."""
    settings.SECOND_FACTOR_REQUIRED = Role.ADMINISTRATOR
    client = ApiClient()
    answer = client.post("/api/session/", {"username": "grace", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["second_factor_required"] is True
    return client


def set_up(client: ApiClient) -> None:
    secret = client.post(PATH, {"password": PASSWORD}).json()["secret"]
    assert client.post(f"{PATH}confirm/", {"code": code_for(secret)}).status_code == 200


@pytest.mark.parametrize("route", ROUTES)
def test_everything_else_is_refused(grace: ApiClient, route: str) -> None:
    path = "/" + reduce(lambda found, name: found.replace(name, "1"), ("<int:ticket_id>", "<int:token_id>"), route)
    path = path.replace("<int:run_id>", "1")
    for method in TABLE[route]:
        response = grace.generic(method, path, json.dumps(BODIES.get((method, route), {})), "application/json")
        if route in REACHED:
            assert b"second_factor_required" not in response.content or route == "api/session/"
        else:
            problem(response, 403, "second_factor_required")


def test_as_many_names_as_routes_are_reachable() -> None:
    assert len(REACHABLE) == len(REACHED)


def test_once_it_is_set_up_everything_is_open(grace: ApiClient) -> None:
    assert grace.get("/api/session/").json()["second_factor_required"] is True
    set_up(grace)
    assert grace.get("/api/session/").json()["second_factor_required"] is False
    assert grace.get("/api/tickets/").status_code == 200
    assert grace.get("/api/admin/").status_code == 200
    assert grace.post(f"{PATH}remove/", {"password": PASSWORD}).status_code == 204
    problem(grace.get("/api/tickets/"), 403, "second_factor_required")


def test_a_role_below_is_asked_for_nothing(agent_api: ApiClient, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = Role.ADMINISTRATOR
    assert agent_api.get("/api/session/").json()["second_factor_required"] is False
    assert agent_api.get("/api/tickets/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = Role.AGENT
    problem(agent_api.get("/api/tickets/"), 403, "second_factor_required")


def test_nobody_signed_in_is_asked_for_it(api: ApiClient, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = Role.AGENT
    assert api.get("/api/session/").json()["second_factor_required"] is False
    problem(api.get("/api/tickets/"), 401, "not_authenticated")
    api.cookies["sessionid"] = "of nobody"
    problem(api.get("/api/tickets/"), 401, "not_authenticated")


def test_a_token_from_before_works_again_once_it_is_set_up(grace: ApiClient, administrator: User) -> None:
    _, text = token_create(user=administrator, name="script", scope=Scope.READ, days=1)
    program = ApiClient(headers={"Authorization": f"Bearer {text}"})
    problem(program.get("/api/tickets/"), 403, "second_factor_required")
    problem(program.get("/api/session/"), 403, "second_factor_required")
    set_up(grace)
    assert program.get("/api/tickets/").status_code == 200


def test_the_admin_site_leads_to_the_web_app(grace: ApiClient) -> None:
    for path in ("/api/admin/", "/api/admin/accounts/user/", "/api/admin/login/"):
        answer = grace.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/")
    page = Client().post("/api/admin/login/", {"username": "grace", "password": PASSWORD})
    assert "set it up there" in page.content.decode()


def test_who_comes_by_the_provider_alone_is_the_providers_business(administrator: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = Role.AGENT
    administrator.set_unusable_password()
    administrator.save()
    client = ApiClient()
    client.force_login(administrator)
    assert client.get("/api/session/").json()["second_factor_required"] is False
    assert client.get("/api/tickets/").status_code == 200


def test_it_costs_no_query(administrator: User, settings: Any, django_assert_num_queries: Any) -> None:
    client = ApiClient()
    client.force_login(administrator)
    set_up(client)
    settings.SECOND_FACTOR_REQUIRED = Role.AGENT
    with django_assert_num_queries(2 + 2):  # session and account; the page and its count
        assert client.get("/api/tickets/").status_code == 200
