"""Following a ticket without an account: whoever has its link sees what is meant for who asked, and nothing else.

A token is the ticket's id and a signature of it, kept nowhere (docs/decisions/0032).
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer

from tickets.choices import EventKind
from tickets.models import Ticket, TicketEvent

# Other things that are signed with the same key are no tokens.
_SALT = "tickets.following"
# Characters: nineteen digits, a colon and a signature are fewer.
TOKEN_MAX = 100
# Changes of the status that are told, the latest: far more than a ticket has.
CHANGES_MAX = 100


class NotFollowed(Exception):
    """The token is none of ours, or its ticket is gone: the two look the same."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The status that the ticket got, and when."""

    status: str
    created_at: datetime


def follow_token(ticket_id: int) -> str:
    """The secret part of the ticket's link: the same each time, for as long as the key that signs it is known."""
    return _signer().sign(str(ticket_id))


def followed_ticket(token: str) -> Ticket:
    """The ticket that the token was made for. Raises NotFollowed."""
    if len(token) > TOKEN_MAX or not token.isascii():
        raise NotFollowed
    try:
        ticket_id = int(_signer().unsign(token))
        return Ticket.objects.get(pk=ticket_id)
    except (BadSignature, Ticket.DoesNotExist) as error:
        raise NotFollowed from error


def status_changes(ticket: Ticket) -> list[StatusChange]:
    """How the ticket's status went on from the first one, oldest first."""
    events = TicketEvent.objects.filter(ticket=ticket, kind=EventKind.CHANGED, field="status")
    latest = events.order_by("-created_at", "-id").values_list("new_value", "created_at")[:CHANGES_MAX]
    return [StatusChange(status, created_at) for status, created_at in reversed(latest)]


def _signer() -> Signer:
    # Compares in constant time, and takes SECRET_KEY_FALLBACKS too.
    return Signer(salt=_SALT)
