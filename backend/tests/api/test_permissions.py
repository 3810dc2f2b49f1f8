"""Who may call what, on a desk that is closed and on one that is open: every route, every method, by one table."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from enum import IntEnum
from functools import reduce
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from analysis.selection import Wanted, select
from analysis.starting import run_start
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem
from tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("closed_desk")


class Who(IntEnum):
    """Each may do what those before it may."""

    ANYBODY = 0
    READ_ONLY = 1
    AGENT = 2
    ADMINISTRATOR = 3


ANYBODY, READ_ONLY, AGENT, ADMINISTRATOR = Who

TABLE = {
    "livez": {"GET": ANYBODY},
    "healthz": {"GET": ANYBODY},
    "readyz": {"GET": ANYBODY},
    "servez": {"GET": ANYBODY},
    "api/tickets/": {"GET": READ_ONLY, "POST": ANYBODY},
    "api/tickets/classify/": {"POST": ANYBODY},
    "api/tickets/stats/": {"GET": READ_ONLY},
    "api/tickets/facets/": {"GET": READ_ONLY},
    "api/tickets/trends/": {"GET": READ_ONLY},
    "api/tickets/<int:ticket_id>/": {"GET": READ_ONLY, "PATCH": AGENT, "DELETE": ADMINISTRATOR},
    "api/tickets/<int:ticket_id>/history/": {"GET": READ_ONLY},
    "api/tickets/<int:ticket_id>/analyses/": {"GET": READ_ONLY},
    "api/tickets/<int:ticket_id>/follow/": {"GET": AGENT},
    "api/tickets/<int:ticket_id>/presence/": {"GET": READ_ONLY, "PUT": AGENT, "DELETE": AGENT},
    "api/follow/": {"GET": ANYBODY},
    "api/tickets/analyzed/": {"GET": READ_ONLY},
    "api/analyze/": {"POST": AGENT},
    "api/analyze/estimate/": {"POST": AGENT},
    "api/analyze/runs/": {"GET": READ_ONLY},
    "api/analyze/active/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/status/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/tickets/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/cancel/": {"POST": AGENT},
    "api/analyze/<int:run_id>/retry/": {"POST": AGENT},
    "api/analyze/<int:run_id>/apply/": {"POST": AGENT},
    "api/analyze/<int:run_id>/compare/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/export/markdown/": {"GET": READ_ONLY},
    "api/analyze/<int:run_id>/export/csv/": {"GET": READ_ONLY},
    "api/triage/accuracy/": {"GET": READ_ONLY},
    "api/session/": {"GET": ANYBODY, "POST": ANYBODY, "DELETE": ANYBODY},
    "api/session/password/": {"POST": READ_ONLY},
    "api/session/password/link/": {"POST": ANYBODY},
    "api/session/openid/": {"GET": ANYBODY},
    "api/session/openid/callback/": {"GET": ANYBODY},
    "api/session/second-factor/": {"GET": READ_ONLY, "POST": READ_ONLY},
    "api/session/second-factor/confirm/": {"POST": READ_ONLY},
    "api/session/second-factor/remove/": {"POST": READ_ONLY},
    "api/agents/": {"GET": READ_ONLY},
    "api/errors/": {"POST": ANYBODY},
    "api/csp-reports/": {"POST": ANYBODY},
    "api/tokens/": {"GET": READ_ONLY, "POST": READ_ONLY},
    "api/tokens/<int:token_id>/": {"DELETE": READ_ONLY},
    "api/schema/": {"GET": ANYBODY},
    "api/docs/": {"GET": ANYBODY},
    "api/redoc/": {"GET": ANYBODY},
}
# HEAD is for whoever may GET, but nobody comes back from the organisation's provider, or goes there, by it.
NO_HEAD = {"api/session/openid/", "api/session/openid/callback/"}
# OPTIONS is for read-only accounts, but:
OPTIONS: dict[str, Who | None] = {
    **dict.fromkeys(["api/session/", "api/session/password/link/", "api/tickets/classify/", "api/follow/"], ANYBODY),
    **dict.fromkeys(["api/errors/", "api/csp-reports/", "api/schema/"], ANYBODY),
    "api/tickets/<int:ticket_id>/follow/": AGENT,
    **dict.fromkeys(["livez", "healthz", "readyz", "servez", "api/docs/", "api/redoc/", *NO_HEAD], None),
}
# An open desk lets anybody do everything, except what takes an account of one's own.
OF_AN_ACCOUNT = {
    *("api/session/password/", "api/tokens/", "api/tokens/<int:token_id>/"),
    *("api/session/second-factor/", "api/session/second-factor/confirm/", "api/session/second-factor/remove/"),
}
TAB = "01890a5d-ac96-774b-bcce-b302099a8057"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "api/tickets/"): {"title": "Printer", "description": "It hums."},
    ("POST", "api/tickets/classify/"): {"description": "It hums."},
    ("PATCH", "api/tickets/<int:ticket_id>/"): {"status": "closed"},
    ("PUT", "api/tickets/<int:ticket_id>/presence/"): {"tab": TAB, "state": "viewing"},
    ("DELETE", "api/tickets/<int:ticket_id>/presence/"): {"tab": TAB},
    ("POST", "api/analyze/<int:run_id>/apply/"): {"tickets": [{"ticket_id": 1, "version": 1, "fields": ["category"]}]},
    ("POST", "api/session/"): {"username": "grace", "password": PASSWORD},
    ("POST", "api/session/password/"): {"current_password": PASSWORD, "new_password": "staple-battery-horse"},
    ("POST", "api/session/second-factor/"): {"password": PASSWORD},
    ("POST", "api/session/second-factor/remove/"): {"password": PASSWORD},
    ("POST", "api/errors/"): {"type": "TypeError", "message": "x is not a function", "route": "/tickets"},
    ("POST", "api/tokens/"): {"name": "script", "scope": "read"},
}
# Allowed, and refused for what was sent: a valid one would have to be made first.
NOT_FOR_ITS_BODY = {
    ("POST", "api/csp-reports/"): 415,  # only as browsers send it
    ("POST", "api/session/password/link/"): 400,
    ("POST", "api/session/second-factor/confirm/"): 400,
    ("GET", "api/follow/"): 404,  # without a token
    ("GET", "api/session/openid/"): 404,  # not configured
    ("GET", "api/session/openid/callback/"): 404,
    ("POST", "api/analyze/<int:run_id>/retry/"): 409,
    ("GET", "api/analyze/<int:run_id>/compare/"): 400,
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every route but those of the admin site, which tests/accounts/test_admin_permissions.py walks."""
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if path.startswith(django_settings.ADMIN_PATH):
            continue
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from routes(pattern, path)


ROUTES = sorted(routes(get_resolver()))


@pytest.fixture
def clients(auditor: User, agent: User, administrator: User) -> dict[Who, ApiClient]:
    found = {who: ApiClient() for who in Who}
    for who, user in ((READ_ONLY, auditor), (AGENT, agent), (ADMINISTRATOR, administrator)):
        found[who].force_login(user)
    return found


def needed_for(method: str, route: str, *, is_open: bool) -> Who | None:
    """As written above; None: nobody may, because there is no such thing."""
    if method == "OPTIONS":
        needed = OPTIONS.get(route, READ_ONLY)
    elif method == "HEAD":
        needed = None if route in NO_HEAD else TABLE[route].get("GET")
    else:
        needed = TABLE[route].get(method)
    return needed if needed is None or not is_open or route in OF_AN_ACCOUNT else ANYBODY


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("route", ROUTES)
def test_every_route_is_open_to_those_in_the_table_only(
    route: str, is_open: bool, clients: dict[Who, ApiClient], make_ticket: Callable[..., Ticket], settings: Any
) -> None:
    settings.DESK_OPEN = is_open
    ticket_id = make_ticket().pk
    ids = {"<int:ticket_id>": ticket_id, "<int:run_id>": _run_over(ticket_id) if "<int:run_id>" in route else 0}
    for method in METHODS:
        needed = needed_for(method, route, is_open=is_open)
        for who, client in clients.items():
            with undone(client):
                token_id = _token_of(client) if "<int:token_id>" in route else 0
                response = client.generic(
                    method,
                    _path(route, {**ids, "<int:token_id>": token_id}),
                    json.dumps(BODIES.get((method, route), {})),
                    "application/json",
                )
            if needed is None:
                certain = who is ADMINISTRATOR or (is_open and route not in OF_AN_ACCOUNT)
                assert response.status_code in ({405} if certain else {401, 403, 405}), (method, who)
            elif who < needed:
                refused(response, method, who)
            else:
                known = NOT_FOR_ITS_BODY.get(("GET" if method == "HEAD" else method, route))
                assert response.status_code in ({known} if known else {200, 201, 204}), (method, who, response)


@contextmanager
def undone(client: ApiClient) -> Iterator[None]:
    """Whatever is asked within was never asked: not even a session has ended."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def refused(response: Any, method: str, who: Who) -> None:
    status, code = (403, "permission_denied") if who else (401, "not_authenticated")
    if method == "HEAD":
        assert response.status_code == status, who
    else:
        problem(response, status, code)


def _path(route: str, ids: dict[str, int]) -> str:
    return "/" + reduce(lambda found, name: found.replace(name, str(ids[name])), ids, route)


def _run_over(ticket_id: int) -> int:
    wanted = Wanted(ids=[ticket_id])
    return run_start(wanted=wanted, selection=select(wanted), user=None).pk


def _token_of(client: ApiClient) -> int:
    user = User.objects.filter(pk=client.session.get("_auth_user_id")).first()
    return token_create(user=user, name="script", scope=Scope.READ, days=1)[0].pk if user else 0


def test_the_table_holds_no_route_that_is_gone() -> None:
    assert set(ROUTES) == set(TABLE)
    assert (NO_HEAD | set(OPTIONS) | OF_AN_ACCOUNT) <= set(TABLE)


def test_an_account_without_a_role_may_what_anybody_may(api: ApiClient, db: None) -> None:
    api.force_login(User.objects.create_user("newcomer", is_staff=True))
    problem(api.get("/api/tickets/"), 403, "permission_denied")
    assert api.post("/api/tickets/", BODIES["POST", "api/tickets/"]).status_code == 201


def test_only_agents_create_many_at_once(api: ApiClient, agent_api: ApiClient, db: None) -> None:
    many = [BODIES["POST", "api/tickets/"]] * 2
    problem(api.post("/api/tickets/", many), 401, "not_authenticated")
    assert agent_api.post("/api/tickets/", many).status_code == 201


def test_a_disabled_account_may_nothing(agent_api: ApiClient, agent: User) -> None:
    User.objects.filter(pk=agent.pk).update(is_active=False)
    problem(agent_api.get("/api/tickets/"), 401, "not_authenticated")


def test_a_foreign_page_cannot_use_the_session_of_an_agent(agent: User, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(agent)
    response = browser.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}, "application/json")
    problem(response, 403, "permission_denied")
    ticket.refresh_from_db()
    assert ticket.status == "open"
