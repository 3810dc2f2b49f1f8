"""Who asks, and a desk with something in it to ask for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client

from accounts.models import ApiToken, User
from accounts.models.token import Scope
from accounts.tokens import token_create
from analysis.models import Run
from api.roles import Role
from tests.analysis.runs import analysed
from tests.analysis.runs import tickets as store_tickets
from tests.conftest import account
from tickets.models import Ticket


@dataclass(frozen=True)
class Credentials:
    """What is sent beside a request to say who asks."""

    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visitor:
    """Somebody at a desk that is open or closed. `sign_in` works again when a request has signed them out."""

    name: str
    sign_in: Callable[[], Credentials] = Credentials
    desk_open: bool = False


def by_session(user: User) -> Credentials:
    """A browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    token = "x" * 32
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value, "csrftoken": token}
    return Credentials({"X-CSRFToken": token}, cookies)


def by_token(user: User) -> Credentials:
    """A program with the user's token."""
    ApiToken.objects.filter(user=user).delete()  # there is a limit to how many work
    _, text = token_create(user=user, name="fuzz", scope=Scope.WRITE, days=1)
    return Credentials({"Authorization": f"Bearer {text}"})


def visitors() -> list[Visitor]:
    """With accounts for those who need one."""
    agent, administrator = account("fuzz-agent", Role.AGENT), account("fuzz-admin", Role.ADMINISTRATOR)
    return [
        Visitor("anonymous"),
        Visitor("agent by session", lambda: by_session(agent)),
        Visitor("agent by token", lambda: by_token(agent)),
        Visitor("administrator by session", lambda: by_session(administrator)),
        Visitor("anybody at an open desk", desk_open=True),
    ]


def furnish() -> None:
    """Tickets, of which a run has analysed some."""
    tickets = store_tickets(12)
    analysed(tickets[:6])


def existing(parameter: str) -> list[int]:
    """A few ids that a parameter of a path may name."""
    models: dict[str, Any] = {"ticket_id": Ticket, "run_id": Run, "token_id": ApiToken}
    model = models.get(parameter)
    return list(model.objects.order_by("-id").values_list("id", flat=True)[:5]) if model else []
