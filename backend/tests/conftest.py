"""What every test may use."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client

from accounts.models import User
from accounts.services import account_create
from api.roles import Role
from devtools.ports import free_port
from inference import runtime
from llm.config import Config, RetryPolicy
from llm.environment import read_config
from llm.loop import LOOP
from llm.types import Deadline, Feature
from tests import emptying
from tests.patience import LIMIT
from tickets.actors import Actor
from tickets.choices import ActorRole
from tickets.drafts import Draft
from tickets.models import Ticket
from tickets.services import tickets_create

pytest.register_assert_rewrite("tests.problems", "tests.plans")

JSON = "application/json"
PASSWORD = "correct-horse-battery"  # of every account that tests make
# So that a model which answers is never too late on a busy machine; a test of deadlines sets its own.
PATIENT = {"LLM_DEADLINE_SECONDS": str(LIMIT), "LLM_BACKGROUND_DEADLINE_SECONDS": str(LIMIT)}
UseModel = Callable[..., None]


class ApiClient(Client):
    """Django's client, with JSON bodies: `client.post(path, {...})`. An unhandled error becomes the 500 it would be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(raise_request_exception=False, **kwargs)

    def post(self, path: str, data: Any = None, content_type: str = JSON, **extra: Any) -> Any:
        return super().post(path, data, content_type, **extra)

    def patch(self, path: str, data: Any = "", content_type: str = JSON, **extra: Any) -> Any:
        return super().patch(path, data, content_type, **extra)


@pytest.fixture
def api() -> ApiClient:
    """Somebody who is not signed in; while the desk is open that is everybody."""
    return ApiClient()


@pytest.fixture
def closed_desk(settings: Any) -> None:
    """As in production: agents sign in."""
    settings.DESK_OPEN = False


@pytest.fixture
def agent(db: None) -> User:
    return account("ada", Role.AGENT, full_name="Ada Lovelace")


@pytest.fixture
def administrator(db: None) -> User:
    return account("grace", Role.ADMINISTRATOR, full_name="Grace Hopper")


@pytest.fixture
def auditor(db: None) -> User:
    """Reads, and changes nothing."""
    return account("edsger", Role.READ_ONLY, full_name="Edsger Dijkstra")


def account(username: str, role: Role, *, full_name: str = "") -> User:
    """An account as `manage.py create_agent` makes it, with PASSWORD."""
    return account_create(username=username, role=role, full_name=full_name, password=PASSWORD)


@pytest.fixture
def agent_api(agent: User) -> ApiClient:
    """Ada, signed in."""
    return _signed_in(agent)


@pytest.fixture
def admin_api(administrator: User) -> ApiClient:
    """Grace, signed in."""
    return _signed_in(administrator)


def _signed_in(user: User) -> ApiClient:
    client = ApiClient()
    client.force_login(user)
    return client


@pytest.fixture
def make_ticket(db: None) -> Callable[..., Ticket]:
    """Creates a ticket through the service, with values that keep the classifier out of it."""

    def make(**values: Any) -> Ticket:
        [ticket] = tickets_create(drafts=[draft(**values)], actor=Actor(ActorRole.REQUESTER))
        return Ticket.objects.get(pk=ticket.pk)

    return make


def draft(**values: Any) -> Draft:
    """A submission in which everything has been chosen."""
    chosen = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
    return Draft(**{**chosen, **values})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """pytest-django's, whose database is emptied in our way after a test with commits."""
    with django_db_blocker.unblock():
        emptying.install(DEFAULT_DB_ALIAS)


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Procrastinate's tables are not managed by Django, so the flush after a test with commits leaves them out."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def log_lines() -> Iterator[Callable[..., list[dict[str, Any]]]]:
    """What was logged so far under an event's name, through the formatter of production."""
    stream = io.StringIO()
    root = logging.getLogger()
    handler = logging.StreamHandler(stream)
    ours = (other.formatter for other in root.handlers)
    handler.setFormatter(next(one for one in ours if isinstance(one, structlog.stdlib.ProcessorFormatter)))
    root.addHandler(handler)

    def lines(event: str) -> list[dict[str, Any]]:
        logged = [json.loads(line) for line in stream.getvalue().splitlines()]
        return [line for line in logged if line["event"] == event]

    yield lines
    root.removeHandler(handler)


@pytest.fixture
def database_down(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database's address leads to a port on which nobody listens."""
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", str(free_port()))
        yield
    connection.close()


@pytest.fixture(scope="module")
def built() -> Iterator[list[Config]]:
    """What the model of this process was built from. Connecting takes an SDK long, so a module's tests share it."""
    yield (configs := [])
    configs.clear()
    runtime.forget()


@pytest.fixture
def use_model(settings: Any, built: list[Config]) -> UseModel:
    """Configures the desk as its environment would, with quick retries and much time. Waits for the SDK."""

    def use(**environment: str) -> None:
        config = read_config(lambda name: (PATIENT | environment).get(name, ""))
        settings.LLM = replace(config, retry=RetryPolicy(attempts=config.retry.attempts, base=0.01, longest=0.02))
        wanted = replace(settings.LLM, interactive_deadline=0.0)  # which no model is built from
        if built != [wanted]:
            built[:] = [wanted]
            runtime.forget()
            runtime.get_model(Feature.TRIAGE)
            LOOP.run(_nothing, Deadline.after(LIMIT))  # comes after the preparations

    return use


async def _nothing() -> None: ...
