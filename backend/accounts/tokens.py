"""Personal API tokens: made, found, used and revoked.

A token is 256 random bits, so a plain SHA-256 keeps it: there is no dictionary to try, and a slow hash would only make
each request slow. Who reads the table cannot use what is in it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import ApiToken, User
from accounts.models.token import PREFIX_LENGTH, Scope
from accounts.reading import read_account
from postgresql.stored import negligible

# Known to scanners for leaked secrets as desk_[A-Za-z0-9_-]{43}.
_MARK = "desk_"
_LENGTH = len(_MARK) + 43
# How exactly the last use is known; more would write with every request.
_LAST_USE = timedelta(minutes=1)
TOKENS_MAX = 50

_COLUMNS = [field.attname for field in ApiToken._meta.concrete_fields]
_TOLD = "".join(f", token.{column}" for column in _COLUMNS)
_OWNER = """
JOIN accounts_apitoken AS token ON token.user_id = account.id
WHERE token.digest = %s AND token.revoked_at IS NULL AND token.expires_at > %s AND account.is_active
"""


class TooManyTokens(Exception):
    """The account has TOKENS_MAX tokens that work."""


def token_create(*, user: User, name: str, scope: Scope, days: int) -> tuple[ApiToken, str]:
    """A new token that works for `days`, and its text, which is nowhere kept. Raises TooManyTokens."""
    if _working().filter(user=user).count() >= TOKENS_MAX:
        raise TooManyTokens
    text = _MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=text[:PREFIX_LENGTH],
        digest=_digest(text),
        scope=scope,
        expires_at=timezone.now() + timedelta(days=days),
    )
    token.refresh_from_db(fields=["created_at"])
    return token, text


def token_revoke(*, user: User, token_id: int) -> None:
    """Ends one of the user's own tokens; it stays in the list. Raises ApiToken.DoesNotExist."""
    token = ApiToken.objects.get(user=user, pk=token_id)
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_use(text: str) -> ApiToken | None:
    """The token with this text and its user, if it works and its account is active; notes that it was used."""
    if len(text) != _LENGTH or not text.startswith(_MARK):
        return None
    now = timezone.now()
    found = read_account(_OWNER, [_digest(text), now], _TOLD)
    if found is None:
        return None
    user, told = found
    token = ApiToken.from_db(DEFAULT_DB_ALIAS, _COLUMNS, told)
    token.user = user
    if token.last_used_at is None or now - token.last_used_at >= _LAST_USE:
        due = Q(last_used_at=None) | Q(last_used_at__lte=now - _LAST_USE)
        with negligible():
            ApiToken.objects.filter(due, pk=token.pk).update(last_used_at=now)
    return token


def _working() -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(revoked_at=None, expires_at__gt=timezone.now())


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
