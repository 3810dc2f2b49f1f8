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


class NotLetIn(Exception):
    """The desk knows no account for them and makes none, or it is switched off."""


def account_for(*, claims: Mapping[str, Any], new_accounts: Role | None) -> User:
    """The account behind the verified claims of an ID token. Raises NotLetIn.

    By the provider's own name for them (`sub`); else, once, by an e-mail address that the provider has verified and
    exactly one account has; else a new one in the role `new_accounts`.
    """
    try:
        return _account_for(claims, new_accounts)
    except (IntegrityError, ValidationError):
        # Another tab of theirs was faster, or somebody new who wants the same user name: that is found now.
        return _account_for(claims, new_accounts)


@transaction.atomic
def _account_for(claims: Mapping[str, Any], new_accounts: Role | None) -> User:
    issuer, subject = str(claims["iss"]), str(claims["sub"])
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
    email = str(claims.get("email") or "")
    if not email or claims.get("email_verified") is not True:
        return None
    users = User.objects.filter(email__iexact=email, is_active=True).exclude(identities__issuer=issuer)
    found = list(users[:2])
    return found[0] if len(found) == 1 else None


def _new(claims: Mapping[str, Any], role: Role | None) -> User:
    if role is None:
        raise NotLetIn
    wanted = _NOT_IN_NAMES.sub("-", str(claims.get("preferred_username") or claims.get("email") or claims["sub"]))[:140]
    username, number = wanted, 1
    while User.objects.filter(username=username).exists():
        number += 1
        username = f"{wanted}-{number}"
    return account_create(username=username, role=role, full_name=str(claims.get("name") or "")[:300])
