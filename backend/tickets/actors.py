"""Who does something to a ticket."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tickets.choices import ActorRole

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """A role, and the account behind it if somebody is signed in."""

    role: ActorRole
    user: "User | None" = None


SYSTEM = Actor(ActorRole.SYSTEM)
