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

# Seconds after which a session in use is written again, so that not every request writes.
_REFRESH = 300


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest | None, **_: Any) -> None:
    """However somebody signs in, the session knows when."""
    if request is not None:
        request.session[_SIGNED_IN_AT] = request.session[_SEEN_AT] = int(time.time())


class SessionLifetimeMiddleware:
    """Ends a session SESSION_LONGEST seconds after sign-in, and keeps one in use from ending before.

    One that is not used ends after SESSION_COOKIE_AGE seconds by itself.
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
        elif now - request.session.get(_SEEN_AT, 0) >= _REFRESH:
            request.session[_SEEN_AT] = now
