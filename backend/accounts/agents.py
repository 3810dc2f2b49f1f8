"""The accounts that tickets are assigned to: active, and agents or administrators."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import GROUPS
from api.roles import Role

_WORKING = [name for name, role in GROUPS.items() if role >= Role.AGENT]


def agents() -> "QuerySet[User]":
    """All of them, in no order."""
    in_group = User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=_WORKING)
    return User.objects.filter(Q(is_superuser=True) | Exists(in_group), is_active=True)


def agents_by_name() -> "list[User]":
    """All of them, as people look for them. Sorted here: the name of an account without one is its user name."""
    return sorted(agents(), key=lambda user: (user.display_name.casefold(), user.pk))


def display_name_sql(table: str) -> str:
    """What User.display_name says, for statements past the ORM; null where the account is."""
    full_name = f"btrim({table}.first_name || ' ' || {table}.last_name)"
    return f"coalesce(nullif({full_name}, ''), {table}.username)"
