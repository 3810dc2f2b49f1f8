"""Creating accounts and changing what they may do."""

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import User
from accounts.roles import GROUP_OF, GROUPS
from api.roles import Role


@transaction.atomic
def account_create(*, username: str, role: Role, full_name: str = "", password: str | None = None) -> User:
    """Creates an account; without a password nobody can sign in to it until one is set by a link (accounts.links).

    Raises ValidationError (Django's) for a user name that is taken or malformed, and for a password that the rules
    refuse.
    """
    first, _, last = full_name.strip().partition(" ")
    user = User(username=User.normalize_username(username), first_name=first, last_name=last)
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.full_clean()
    user.save()
    account_set_role(user=user, role=role)
    return user


@transaction.atomic
def account_set_role(*, user: User, role: Role) -> None:
    """Puts the account into the role's group and out of the other roles' groups."""
    user.groups.remove(*Group.objects.filter(name__in=GROUPS))
    user.groups.add(Group.objects.get(name=GROUP_OF[role]))
    user.__dict__.pop("role", None)


@transaction.atomic
def password_set(*, user: User, password: str) -> None:
    """Replaces the password, which ends every session of the account (Django compares a hash of it).

    Raises ValidationError (Django's) for a password that the rules refuse.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
