"""Finding the account of somebody whom a provider of OpenID Connect vouches for."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import ExternalIdentity, User
from accounts.services import account_create
from api.roles import Role

_NOT_IN_NAMES = re.compile(r"[^\w.@+-]+")
# JSON can say them; PostgreSQL keeps no NUL, and half a surrogate pair has no UTF-8.
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")

# Characters: of a subject as we keep it (and as OpenID Connect allows), and of Django's first and last name.
_SUBJECT_MAX, _NAME_MAX = 255, 150


class NotLetIn(Exception):
    """The desk knows no account for them and makes none, or it is switched off."""


def account_for(*, claims: Mapping[str, Any], new_accounts: Role | None) -> User:
    """The account behind the verified claims of an ID token. Raises NotLetIn, and ValueError for a malformed `sub`.

    By the provider's own name for them (`sub`); else, once, by an e-mail address that the provider has verified and
    exactly one account has; else a new one in the role `new_accounts`. Other claims that fit no account are left out.
    """
    try:
        return _account_for(claims, new_accounts)
    except (IntegrityError, ValidationError):
        # Another tab of theirs was faster, or somebody new who wants the same user name: that is found now.
        return _account_for(claims, new_accounts)


@transaction.atomic
def _account_for(claims: Mapping[str, Any], new_accounts: Role | None) -> User:
    issuer, subject = str(claims["iss"]), _subject(claims)
    known = ExternalIdentity.objects.filter(issuer=issuer, subject=subject).select_related("user").first()
    if known:
        user = known.user
    else:
        user = _by_email(claims, issuer) or _new(claims, new_accounts)
        ExternalIdentity.objects.create(user=user, issuer=issuer, subject=subject)
    if not user.is_active:
        raise NotLetIn
    return user


def _by_email(claims: Mapping[str, Any], issuer: str) -> User | None:
    email = _text(claims, "email")
    if not email or claims.get("email_verified") is not True:
        return None
    users = User.objects.filter(email__iexact=email, is_active=True).exclude(identities__issuer=issuer)
    found = list(users[:2])
    return found[0] if len(found) == 1 else None


def _new(claims: Mapping[str, Any], role: Role | None) -> User:
    if role is None:
        raise NotLetIn
    named = _text(claims, "preferred_username") or _text(claims, "email") or str(claims["sub"])
    wanted = _NOT_IN_NAMES.sub("-", User.normalize_username(named))[:140]
    username, number = wanted, 1
    while User.objects.filter(username=username).exists():
        number += 1
        username = f"{wanted}-{number}"
    return account_create(username=username, role=role, full_name=_full_name(claims))


def _subject(claims: Mapping[str, Any]) -> str:
    subject = _text(claims, "sub")
    if not 0 < len(subject) <= _SUBJECT_MAX:  # never cut: the rest may be somebody else's
        raise ValueError("the claim sub is no text of 1 to 255 characters")
    return subject


def _full_name(claims: Mapping[str, Any]) -> str:
    first, _, last = _text(claims, "name").strip().partition(" ")
    return f"{first[:_NAME_MAX]} {last[:_NAME_MAX]}"


def _text(claims: Mapping[str, Any], name: str) -> str:
    """The claim; "" also for one that is no text, or none that can be kept."""
    claim = claims.get(name)
    return claim if isinstance(claim, str) and not _NOT_KEPT.search(claim) else ""
