"""One-time links by which somebody sets the password of their account.

Only administrators make them (`manage.py create_agent`, `password_link`); the desk sends no mail. A link holds for
PASSWORD_RESET_TIMEOUT seconds and until the password changes or somebody signs in.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import base36_to_int, int_to_base36

from accounts.models import User
from accounts.services import password_set


class LinkExpired(Exception):
    """The link was used, is too old, or never was one."""


def link_code(user: User) -> str:
    """The secret part of the link."""
    return f"{int_to_base36(user.pk)}.{default_token_generator.make_token(user)}"


def link_address(user: User) -> str:
    """The whole link. The secret stands behind #, which a browser sends to nobody."""
    return f"{settings.DESK_URL}/set-password#{link_code(user)}"


def password_set_by_link(*, code: str, password: str) -> User:
    """Sets the password. Raises LinkExpired, and ValidationError (Django's) for a password that the rules refuse."""
    number, _, token = code.partition(".")
    try:
        user = User.objects.filter(pk=base36_to_int(number), is_active=True).first()
    except ValueError:
        user = None
    if user is None or not default_token_generator.check_token(user, token):
        raise LinkExpired
    password_set(user=user, password=password)
    return user
