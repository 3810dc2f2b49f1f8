"""Refusing who asks too often with 429 and Retry-After, before anything expensive happens."""

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.counting import count
from api.refusals import BY_REQUEST, address_of, is_nobody, request_key

if TYPE_CHECKING:  # rest_framework.views imports this module through its settings
    from rest_framework.views import APIView

# Anything that an account changes: only this is counted for accounts, so that reading costs no statement more.
WRITE = "write"


class DeskThrottle(BaseThrottle):
    """Counts an account's changes by account, and other requests by address in the scope that the view names.

    A view says `throttle_scopes = {"POST": "submit"}`; with `throttle_always = True` accounts are counted there by
    address too, as at sign-in.
    """

    def __init__(self) -> None:
        self._wait: int | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        method = "GET" if request.method == "HEAD" else request.method  # which tells as much, and costs the same
        scope = getattr(view, "throttle_scopes", {}).get(method)
        if request.user.is_authenticated and not getattr(view, "throttle_always", False):
            if request.method not in SAFE_METHODS:
                self._wait = count(WRITE, f"user:{request.user.pk}")
        elif scope:
            self._wait = count(scope, f"ip:{address_of(request)}")
            if self._wait and is_nobody(request):
                BY_REQUEST.note(request_key(request), self._wait)
        return self._wait is None

    def wait(self) -> int | None:
        """Seconds until the request would be allowed."""
        return self._wait
