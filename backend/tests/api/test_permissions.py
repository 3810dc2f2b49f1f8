"""Who may call what on a desk that is closed: every route, every method, by one table."""

import json
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from tests.conftest import ApiClient
from tests.problems import problem
from tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("closed_desk")


class Who(IntEnum):
    """Each may do what those before it may."""

    ANYBODY = 0
    AGENT = 1
    ADMINISTRATOR = 2


ANYBODY, AGENT, ADMINISTRATOR = Who

TABLE = {
    "livez": {"GET": ANYBODY},
    "healthz": {"GET": ANYBODY},
    "readyz": {"GET": ANYBODY},
    "api/tickets/": {"GET": AGENT, "POST": ANYBODY},
    "api/tickets/classify/": {"POST": ANYBODY},
    "api/tickets/stats/": {"GET": AGENT},
    "api/tickets/facets/": {"GET": AGENT},
    "api/tickets/trends/": {"GET": AGENT},
    "api/tickets/<int:ticket_id>/": {"GET": AGENT, "PATCH": AGENT, "DELETE": ADMINISTRATOR},
    "api/tickets/<int:ticket_id>/history/": {"GET": AGENT},
    "api/triage/accuracy/": {"GET": AGENT},
    "api/session/": {"GET": ANYBODY},
    "api/schema/": {"GET": ANYBODY},
    "api/docs/": {"GET": ANYBODY},
    "api/redoc/": {"GET": ANYBODY},
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "api/tickets/"): {"title": "Printer", "description": "It hums."},
    ("POST", "api/tickets/classify/"): {"description": "It hums."},
    ("PATCH", "api/tickets/<int:ticket_id>/"): {"status": "closed"},
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from routes(pattern, path)


ROUTES = sorted(routes(get_resolver()))


@pytest.fixture
def clients(agent: User, administrator: User) -> dict[Who, ApiClient]:
    found = {who: ApiClient() for who in Who}
    found[AGENT].force_login(agent)
    found[ADMINISTRATOR].force_login(administrator)
    return found


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", ROUTES)
def test_every_route_is_open_to_those_in_the_table_only(
    route: str, method: str, clients: dict[Who, ApiClient], make_ticket: Callable[..., Ticket]
) -> None:
    path = "/" + route.replace("<int:ticket_id>", str(make_ticket().pk))
    needed = TABLE[route].get(method)
    for who, client in clients.items():
        response = client.generic(method, path, json.dumps(BODIES.get((method, route), {})), "application/json")
        if needed is None:
            assert response.status_code in ({405} if who is ADMINISTRATOR else {403, 405})
        elif who < needed:
            problem(response, 403, "permission_denied" if who else "not_authenticated")
        else:
            assert response.status_code in {200, 201, 204}, response.content


def test_the_table_holds_no_route_that_is_gone() -> None:
    assert set(ROUTES) == set(TABLE)


def test_an_open_desk_lets_anybody_do_everything(
    api: ApiClient, settings: Any, make_ticket: Callable[..., Ticket]
) -> None:
    settings.DESK_OPEN = True
    path = f"/api/tickets/{make_ticket().pk}/"
    assert api.get(path).status_code == 200
    assert api.patch(path, {"status": "closed"}).status_code == 200
    assert api.delete(path).status_code == 204


def test_a_disabled_account_may_nothing(agent_api: ApiClient, agent: User) -> None:
    User.objects.filter(pk=agent.pk).update(is_active=False)
    problem(agent_api.get("/api/tickets/"), 403, "not_authenticated")


def test_a_foreign_page_cannot_use_the_session_of_an_agent(agent: User, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(agent)
    response = browser.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}, "application/json")
    problem(response, 403, "permission_denied")
    ticket.refresh_from_db()
    assert ticket.status == "open"
