"""The roles of those who sign in. Which account has which role: accounts.roles."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # settings import this module
    from rest_framework.request import Request


class Role(IntEnum):
    """Each may do what those before it may. Who is not signed in, or has no role, is a requester."""

    READ_ONLY = 1  # dashboards and auditors: reads what an agent reads, changes nothing
    AGENT = 2
    ADMINISTRATOR = 3

    @property
    def label(self) -> str:
        """As the API spells it."""
        return self.name.lower()


def ceiling_of(request: "Request") -> Role | None:
    """The highest role that the request's token allows; None for a request without one."""
    ceiling: Role | None = getattr(request.auth, "ceiling", None)
    return ceiling


def role_of(request: "Request") -> Role | None:
    """The role in which a request is made: its user's, cut down to its token's if it carries one."""
    role: Role | None = getattr(request.user, "role", None)
    ceiling = ceiling_of(request)
    return min(role, ceiling) if role and ceiling else role
