"""How long somebody stays signed in."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

_SIGNED_IN_AT = "signed_in_at"  # seconds since 1970
_SEEN_AT = "seen_at"

# Seconds after which a session in use is written again, so that not every request writes; sooner where a session
# without use ends soon.
_REFRESH = 300
_REFRESHES = 10  # in a session's life without use, at least

# What the web app asks by itself while nobody touches keyboard, pointer or screen is no use of the session.
_BACKGROUND = "X-Desk-Background"


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest | None, **_: Any) -> None:
    """However somebody signs in, the session knows when."""
    if request is not None:
        request.session[_SIGNED_IN_AT] = request.session[_SEEN_AT] = int(time.time())


class SessionLifetimeMiddleware:
    """Ends a session SESSION_LONGEST seconds after sign-in, and keeps one in use from ending before.

    One that is not used ends after SESSION_COOKIE_AGE seconds by itself, whatever a page left open goes on asking.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._keep(request, int(time.time()))
        return self.get_response(request)

    def _keep(self, request: HttpRequest, now: int) -> None:
        signed_in_at = request.session.get(_SIGNED_IN_AT)
        if signed_in_at is None:
            return
        if now - signed_in_at >= settings.SESSION_LONGEST:
            request.session.flush()
        elif request.headers.get(_BACKGROUND) != "1" and now - request.session.get(_SEEN_AT, 0) >= _refresh():
            request.session[_SEEN_AT] = now


def _refresh() -> float:
    unused: int = settings.SESSION_COOKIE_AGE
    return min(_REFRESH, unused / _REFRESHES)
