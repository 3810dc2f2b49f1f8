"""Guessing passwords and codes: what counts as one guess, and what somebody hears who guessed too often.

The same for accounts that there are and are not, and at sign-in as in a session, which may have been stolen. Only
signing in forgets wrong guesses: a password that is right may be in the hands of somebody who still guesses the code.
"""

import math
from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler  # type: ignore[import-untyped]
from axes.models import AccessAttempt  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User
from api.errors import plain_error
from api.refusals import address_of


def is_password_of(request: HttpRequest, user: User, password: str) -> bool:
    """Whether it is; a wrong one counts. No password is while the account is locked out here: see `is_locked_out`."""
    return authenticate(request, username=user.get_username(), password=password) == user


def is_locked_out(request: HttpRequest, user: User) -> bool:
    """Whether the account was guessed at too often from here: `locked_out` is the answer then, whatever the view's."""
    if AxesProxyHandler.is_allowed(request, _credentials(user)):
        return False
    # As django-axes' backend tells its middleware.
    request.axes_locked_out = True  # type: ignore[attr-defined]
    return True


def count_wrong_guess(request: HttpRequest, user: User) -> None:
    """One more wrong code; not while the account is locked out, so that no lock is prolonged."""
    user_login_failed.send(__name__, credentials=_credentials(user), request=request)


def _credentials(user: User) -> dict[str, str]:
    return {"username": user.get_username()}


def locked_address(request: HttpRequest) -> str | None:
    """django-axes' AXES_CLIENT_IP_CALLABLE: whose failures are counted together, as throttles count them.

    Of an IPv6 address its /64 by that network's first address, since axes keeps addresses and no networks: whoever has
    one address has them all. None for a request that came from nowhere, as code signs somebody in.
    """
    return address_of(request).partition("/")[0] if "REMOTE_ADDR" in request.META else None


def locked_out(request: HttpRequest, original_response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """django-axes' AXES_LOCKOUT_CALLABLE: 429 with Retry-After."""
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    last = (
        AccessAttempt.objects.filter(username=(credentials or {}).get("username"), ip_address=locked_address(request))
        .order_by("-attempt_time", "-id")
        .values_list("attempt_time", flat=True)
        .first()
    )
    left = (last + cool_off - timezone.now()) if last else cool_off
    response = plain_error(
        request,
        429,
        "throttled",
        "Too many wrong passwords or codes: wait before you try again, even if you are right.",
    )
    response["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    return response
