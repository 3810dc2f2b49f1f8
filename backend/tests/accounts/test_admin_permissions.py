"""Who may do what on the admin site: every one of its routes, by every method, on a closed and on an open desk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings as django_settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import ApiToken, User
from accounts.models.token import Scope
from accounts.tokens import token_create
from analysis.selection import Wanted, select
from analysis.starting import run_start
from tests.api.test_permissions import METHODS, undone
from tests.conftest import ApiClient
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

SITE = f"/{django_settings.ADMIN_PATH}"
LOOK = {"changelist", "look", "history"}
# What an administrator may do with what the site knows of; all else is 403.
MAY: dict[type[Any], set[str]] = {
    User: {"changelist", "look", "history", "add", "change", "password"},
    ApiToken: LOOK,
    LogEntry: LOOK,
    AccessLog: LOOK,
    AccessAttempt: LOOK | {"delete"},
    AccessFailureLog: set(),
    ProcrastinateJob: set(),
}
READING = {"GET": 200, "HEAD": 200, "OPTIONS": 200}
ANY = dict.fromkeys(METHODS, 200)
# How the pages of the site itself answer an administrator; by other methods 405.
PAGES = {
    "index": ANY,
    "app_list": ANY,
    "password_change": READING | {"POST": 200, "PUT": 200},
    "password_change_done": READING,
    "jsi18n": READING,
    "login": READING | {"GET": 302, "POST": 200, "PUT": 200},
    "logout": {"POST": 200, "OPTIONS": 200},
    "autocomplete": {"GET": 403, "HEAD": 403, "OPTIONS": 200},  # no field asks for it
    "view_on_site": dict.fromkeys(METHODS, 404),  # an account has no page of its own
    "": dict.fromkeys(METHODS, 404),
}
LOGIN = READING | {"POST": 200, "PUT": 200}  # for everybody else


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The path and the name of each: `accounts/user/add/`, `accounts_user_add`."""
    for pattern in patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield path, pattern.name or ""
        else:
            yield from routes(pattern.url_patterns, path)


def _of_the_site() -> list[tuple[str, str]]:
    [site] = [
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and str(one.pattern) == django_settings.ADMIN_PATH
    ]
    return list(routes(site.url_patterns))


ROUTES = _of_the_site()
OF_MODELS = {model: f"{model._meta.app_label}/{model._meta.model_name}/" for model in MAY}


@pytest.fixture
def rows(agent: User, make_ticket: Callable[..., Ticket]) -> dict[type[Any], Any]:
    """One row of everything, so that what is refused is not merely missing."""
    guess = {"username": "ada", "ip_address": "192.0.2.1", "user_agent": "x", "http_accept": "x", "path_info": "/"}
    wanted = Wanted(ids=[make_ticket().pk])
    run_start(wanted=wanted, selection=select(wanted), user=None)  # which enqueues a job
    return {
        User: agent,
        ApiToken: token_create(user=agent, name="script", scope=Scope.READ, days=1)[0],
        LogEntry: LogEntry.objects.create(
            user=agent,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(agent.pk),
            object_repr="ada",
            action_flag=CHANGE,
            change_message="",
        ),
        AccessLog: AccessLog.objects.create(**guess),
        AccessAttempt: AccessAttempt.objects.create(**guess, get_data="", post_data="", failures_since_start=1),
        AccessFailureLog: AccessFailureLog.objects.create(**guess),
        ProcrastinateJob: ProcrastinateJob.objects.first(),
    }


def test_the_table_holds_what_the_site_holds() -> None:
    assert set(MAY) == set(admin.site._registry)
    names = {name for path, name in ROUTES if not path.startswith(tuple(OF_MODELS.values()))}
    assert names == set(PAGES)


def ask(client: ApiClient, method: str, path: str) -> Any:
    """As the form of a deletion asks; other forms lack everything in it."""
    return client.generic(method, path, "post=yes", "application/x-www-form-urlencoded")


def kept(*models: type[Any]) -> list[Any]:
    """Everything there is of them, in the database as it is now."""
    return [list(model.objects.order_by("pk").values()) for model in models]


def _path(path: str, row: Any) -> str:
    values = {"<path:object_id>": str(row.pk), "<id>": str(row.pk), "<path:content_type_id>": "1", r"(?P<url>.*)$": "x"}
    for name, value in values.items():
        path = path.replace(name, value)
    return SITE + ("accounts/" if path.startswith("^(?P<app_label>") else path)


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_nobody_but_administrators_gets_further_than_the_form(
    api: ApiClient, agent_api: ApiClient, auditor: User, rows: dict[type[Any], Any], settings: Any, is_open: bool
) -> None:
    settings.DESK_OPEN = is_open
    reader = ApiClient()
    reader.force_login(auditor)
    before = kept(*MAY)
    for path, name in ROUTES:
        row = next((row for model, row in rows.items() if path.startswith(OF_MODELS[model])), rows[User])
        for client in (api, reader, agent_api):
            for method in METHODS:
                answer = ask(client, method, _path(path, row))
                if name == "login":
                    assert answer.status_code == LOGIN.get(method, 405), method
                else:
                    assert answer.status_code == 302, (path, method)
                    assert answer["Location"].startswith(SITE if name == "logout" else f"{SITE}login/")
    assert kept(*MAY) == before


@pytest.mark.parametrize("model", MAY, ids=lambda model: model._meta.label)
def test_an_administrator_does_what_the_table_says_with_each_row(
    admin_api: ApiClient, rows: dict[type[Any], Any], model: type[Any]
) -> None:
    before = kept(*MAY)
    for path, name in ROUTES:
        if not path.startswith(OF_MODELS[model]):
            continue
        page = "password" if name == "auth_user_password_change" else name.rpartition("_")[2]
        for method in METHODS:
            with undone(admin_api):
                answer = ask(admin_api, method, _path(path, rows[model]))
                assert answer.status_code == _expected(model, page, method), (path, method)
                deletes = page == "delete" and method == "POST" and "delete" in MAY[model]
                assert (kept(*MAY) != before) == deletes, (path, method)


def _expected(model: type[Any], page: str, method: str) -> int:
    if not page:
        return 302  # the row's address without its page
    needed = "look" if page == "change" and method != "POST" else page
    if needed not in MAY[model]:
        return 403
    return 302 if page == "delete" and method == "POST" else 200


def test_the_pages_of_the_site_itself_answer_an_administrator_as_written(
    admin_api: ApiClient, rows: dict[type[Any], Any]
) -> None:
    before = kept(User, ApiToken)
    for path, name in ROUTES:
        if path.startswith(tuple(OF_MODELS.values())):
            continue
        for method in METHODS:
            with undone(admin_api):
                answer = ask(admin_api, method, _path(path, rows[User]))
                assert answer.status_code == PAGES[name].get(method, 405), (path, method)
                assert kept(User, ApiToken) == before
