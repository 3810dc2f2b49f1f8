"""Whose request it is, and whether it came by https: what the proxy says, and nobody else."""

import ipaddress
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Stands for the peer of a Unix socket, which has no address.
UNIX = "unix"
_THIS_MACHINE = "127.0.0.1"
_REMEMBERED = 1_000  # addresses

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(words: Iterable[str]) -> list[Network]:
    """The networks among the words of TRUSTED_PROXIES. Raises ValueError for a word that is none."""
    return [ipaddress.ip_network(word) for word in words if word != UNIX]


class ClientAddressMiddleware:
    """Puts the client's own address into REMOTE_ADDR and the scheme it used into the request.

    Only a proxy of TRUSTED_PROXIES is believed. Of X-Forwarded-For, to which each proxy appends whom it was called
    by, the last address that is not itself such a proxy counts: what a client wrote there stands before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._unix = UNIX in settings.TRUSTED_PROXIES
        self._networks = networks(settings.TRUSTED_PROXIES)
        # Reading an address takes longer than finding it again.
        self._within = lru_cache(maxsize=_REMEMBERED)(self._look_within)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR") or ""
        if self._trusted(peer):
            request.META["REMOTE_ADDR"] = self._client(request) or peer or _THIS_MACHINE
            if request.headers.get("X-Forwarded-Proto") == "https":
                request.META["wsgi.url_scheme"] = "https"
        elif not peer:
            request.META["REMOTE_ADDR"] = _THIS_MACHINE
        return self.get_response(request)

    def _client(self, request: HttpRequest) -> str:
        client = ""
        for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            try:
                client = str(ipaddress.ip_address(hop.strip()))
            except ValueError:
                break
            if not self._trusted(client):
                break
        return client

    def _trusted(self, address: str) -> bool:
        if not address:
            return self._unix
        return self._within(address)

    def _look_within(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)
