"""What every test may use."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tickets.actors import Actor
from tickets.choices import ActorRole
from tickets.drafts import Draft
from tickets.models import Ticket
from tickets.services import tickets_create

JSON = "application/json"


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
    return User.objects.create_user("ada", first_name="Ada", last_name="Lovelace")


@pytest.fixture
def make_ticket(db: None) -> Callable[..., Ticket]:
    """Creates a ticket through the service, with values that keep the classifier out of it."""

    def make(**values: Any) -> Ticket:
        draft = Draft(
            **{"title": "Printer", "description": "It hums.", "category": "general", "priority": "low", **values}
        )
        [ticket] = tickets_create(drafts=[draft], actor=Actor(ActorRole.REQUESTER))
        return Ticket.objects.get(pk=ticket.pk)

    return make
