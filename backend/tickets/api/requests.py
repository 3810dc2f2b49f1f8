"""What the views read from a request beside its body."""

import re

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.roles import Role, role_of
from postgresql.stored import bears_repetition
from tickets.actors import Actor
from tickets.choices import ActorRole

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')


def idempotency_key(request: Request) -> str | None:
    """The Idempotency-Key header. Raises ValidationError for one that is not 1 to 255 printable characters."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise ValidationError({"Idempotency-Key": ["Use 1 to 255 printable ASCII characters, such as a UUID."]})
    if key is not None:
        bears_repetition(request._request)
    return key


def expected_version(request: Request, in_body: int | None) -> int | None:
    """The version that the client read: from the body, or from If-Match. Raises ValidationError for a malformed one."""
    header = request.headers.get("If-Match")
    if in_body is not None or header is None or header.strip() == "*":
        return in_body
    match = _ETAG.fullmatch(header.strip())
    if match is None:
        raise ValidationError({"If-Match": ['Send the ETag of the ticket as you read it, such as "3".']})
    return int(match[1])


def actor(request: Request, otherwise: ActorRole) -> Actor:
    """Who is asking: the agent who is signed in or whose token it is, or somebody in the endpoint's own role.

    A read-only account may submit what anybody may submit, and is then a requester with a name.
    """
    if not request.user.is_authenticated:
        return Actor(otherwise)
    works = (role_of(request) or 0) >= Role.AGENT
    return Actor(ActorRole.AGENT if works else ActorRole.REQUESTER, request.user)
