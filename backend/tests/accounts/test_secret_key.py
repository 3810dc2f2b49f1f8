"""Replacing SECRET_KEY signs nobody out, on one server or on several that are replaced one after the other."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session

from accounts.models import User
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

OLD = django_settings.SECRET_KEY
NEW = "the-next-key-of-the-desk-" + "1" * 32


def ask(settings: Any, client: ApiClient, key: str, *fallbacks: str) -> int:
    """The status with which a server of these keys answers."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = key, list(fallbacks)
    return int(client.get("/api/agents/").status_code)


def stored_hash(client: ApiClient) -> str:
    return str(client.session["_auth_user_hash"])


def test_what_a_browser_asks_at_the_same_time_stays_signed_in(agent_api: ApiClient, settings: Any) -> None:
    cookie = agent_api.cookies["sessionid"].value
    at_the_same_time = ApiClient()
    at_the_same_time.cookies["sessionid"] = cookie
    for client in (agent_api, at_the_same_time):
        assert ask(settings, client, NEW, OLD) == 200
        assert client.cookies["sessionid"].value == cookie
    assert Session.objects.get().pk == cookie


def test_once_a_session_was_used_the_old_key_may_go(agent_api: ApiClient, settings: Any) -> None:
    before = stored_hash(agent_api)
    assert ask(settings, agent_api, NEW, OLD) == 200
    assert stored_hash(agent_api) != before
    assert ask(settings, agent_api, NEW) == 200


def test_servers_may_be_replaced_one_after_the_other(agent_api: ApiClient, settings: Any) -> None:
    untouched, told, swapped = (OLD,), (OLD, NEW), (NEW, OLD)
    for server in (untouched, told, untouched, told, swapped, told, swapped, told, swapped, (NEW,)):
        assert ask(settings, agent_api, *server) == 200, server
    assert Session.objects.count() == 1


def test_a_server_that_was_not_told_of_the_new_key_ends_sessions(agent_api: ApiClient, settings: Any) -> None:
    """Why the new key is made known everywhere before anything is signed by it."""
    assert ask(settings, agent_api, NEW, OLD) == 200
    assert ask(settings, agent_api, OLD) == 401


def test_signing_in_meanwhile_holds_on_every_server(agent: User, settings: Any) -> None:
    client = ApiClient()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert client.post("/api/session/", {"username": "ada", "password": PASSWORD}).status_code == 200
    assert ask(settings, client, OLD, NEW) == 200


def test_another_password_ends_sessions_of_either_key(agent_api: ApiClient, agent: User, settings: Any) -> None:
    agent.set_password("staple-battery-horse")
    agent.save()
    assert ask(settings, agent_api, NEW, OLD) == 401
    assert not Session.objects.exists()


def test_a_key_that_is_no_longer_known_ends_sessions(agent_api: ApiClient, settings: Any) -> None:
    settings.SECRET_KEY = NEW
    problem(agent_api.get("/api/agents/"), 401, "not_authenticated")
