"""Which account has which role: by Django's groups, which the admin site and `manage.py create_agent` hand out."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions

from api.roles import Role

GROUPS = {
    "Read-only": Role.READ_ONLY,
    "Agents": Role.AGENT,
    "Administrators": Role.ADMINISTRATOR,
}
GROUP_OF = {role: name for name, role in GROUPS.items()}

# What each group may do on the admin site. History and sign-ins are looked at, never changed.
_ADMIN_SITE = {
    "accounts": ["add_user", "change_user", "view_user", "view_apitoken", "change_apitoken"],
    "auth": ["view_group"],
    "admin": ["view_logentry"],
    "axes": ["view_accesslog", "view_accessattempt", "delete_accessattempt"],
}


def role_from(*, groups: Iterable[str], superuser: bool) -> Role | None:
    """The highest role among the groups; a superuser is an administrator; None for an account without any."""
    if superuser:
        return Role.ADMINISTRATOR
    return max((GROUPS[name] for name in groups if name in GROUPS), default=None)


def ensure_groups(sender: AppConfig, using: str, **_: Any) -> None:
    """post_migrate: the three groups exist, and administrators may use the admin site."""
    from django.contrib.auth.models import Group, Permission

    groups = {name: Group.objects.using(using).get_or_create(name=name)[0] for name in GROUPS}
    for label in _ADMIN_SITE:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    wanted = Permission.objects.using(using).filter(
        content_type__app_label__in=_ADMIN_SITE, codename__in=[name for names in _ADMIN_SITE.values() for name in names]
    )
    groups["Administrators"].permissions.add(*wanted)
