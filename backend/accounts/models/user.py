"""The desk's own user model from the first migration on: changing it later is painful."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef

from accounts.roles import role_from
from api.roles import Role


class DeskUserManager(UserManager["User"]):
    """Django's manager, and accounts with their groups in one query."""

    use_in_migrations = False

    def with_groups(self) -> models.QuerySet["User"]:
        """Each with the names of its groups, so that asking for its role costs no further query."""
        names = Group.objects.filter(user=OuterRef("pk")).values("name")
        return self.annotate(group_names=ArraySubquery(names))


class User(AbstractUser):
    """Somebody who signs in. What they may do is their `role`."""

    objects: ClassVar[DeskUserManager] = DeskUserManager()

    @cached_property
    def role(self) -> Role | None:
        """The role that the account's groups give it; None for one that has none yet."""
        if not self.is_active:
            return None
        groups = getattr(self, "group_names", None)
        if groups is None:
            groups = self.groups.values_list("name", flat=True)
        return role_from(groups=groups, superuser=self.is_superuser)

    @property
    def display_name(self) -> str:
        """The full name, or the user name of an account that has none."""
        return self.get_full_name() or self.get_username()
