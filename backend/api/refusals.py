"""Who is refused until when, as far as this process knows, so that a flood is answered at next to no cost."""

import ipaddress
import math
import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from api.errors import plain_error

# Emptied when it grows to this, which costs a question to the database for each who comes again.
_REMEMBERED = 10_000


class Refusals:
    """Keys that are refused, each until a moment."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}  # time.monotonic

    def left(self, key: str) -> int:
        """For how many seconds more; 0 for a key that is not refused."""
        return max(0, math.ceil(self._until.get(key, 0.0) - time.monotonic()))

    def note(self, key: str, seconds: int) -> None:
        """Refuse it for so long."""
        if len(self._until) >= _REMEMBERED:
            self._until.clear()
        self._until[key] = time.monotonic() + seconds

    def clear(self) -> None:
        """Forget all."""
        self._until.clear()


BY_CLIENT = Refusals()  # of a client in a scope (api.counting)
BY_REQUEST = Refusals()  # of a client's requests to one address, for FloodMiddleware


class FloodMiddleware:
    """Refuses again what was just refused, before anything is looked up, parsed or decided."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_nobody(request) and (left := BY_REQUEST.left(request_key(request))):
            return too_many(request, left)
        return self.get_response(request)


def is_nobody(request: HttpRequest | Request) -> bool:
    """Whether the request claims to be nobody's in particular, so that its address is all there is to count by."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "HTTP_AUTHORIZATION" not in request.META


def request_key(request: HttpRequest | Request) -> str:
    """What, to where, from whom."""
    return f"{request.method} {request.path_info.rstrip('/')} {address_of(request)}"


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """429 outside DRF's views."""
    response = plain_error(request, 429, "throttled", f"Too many requests: try again in {wait} seconds.")
    response["Retry-After"] = str(wait)
    return response


def address_of(request: HttpRequest | Request) -> str:
    """The client's address (api.client_address); of IPv6 the /64 network, which is what one subscriber gets."""
    return _subscriber(request.META["REMOTE_ADDR"])


@lru_cache(maxsize=1_000)
def _subscriber(given: str) -> str:
    address = ipaddress.ip_address(given)
    if address.version == 6:
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
