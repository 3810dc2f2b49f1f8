"""Whose request it is: what the proxy says, and nobody else."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from api.client_address import ClientAddressMiddleware


def seen(settings: Any, trusted: list[str], peer: str, **headers: str) -> tuple[str, str]:
    """The address and scheme that a view sees."""
    settings.TRUSTED_PROXIES = trusted
    found: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    ClientAddressMiddleware(view)(request)
    return found[0].META["REMOTE_ADDR"], found[0].scheme or ""


def test_the_proxys_word_counts_on_the_unix_socket(settings: Any) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert seen(settings, ["unix"], "", **headers) == ("203.0.113.9", "https")


def test_the_proxys_word_counts_in_its_network(settings: Any) -> None:
    headers = {"X-Forwarded-For": "2001:db8::9", "X-Forwarded-Proto": "https"}
    assert seen(settings, ["172.16.0.0/12"], "172.18.0.3", **headers) == ("2001:db8::9", "https")


@pytest.mark.parametrize("trusted", [[], ["unix"], ["10.0.0.0/8"]])
def test_a_client_that_comes_past_the_proxy_cannot_choose_its_address(settings: Any, trusted: list[str]) -> None:
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    forged["X-Forwarded-Proto"] = "https"
    assert seen(settings, trusted, "203.0.113.9", **forged) == ("203.0.113.9", "http")


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the left one is what the client wrote
        ("203.0.113.9, 10.0.0.7", "203.0.113.9"),  # two proxies of ours
        ("198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("10.1.1.1", "10.1.1.1"),  # somebody in our own network
        ("unknown", "10.0.0.1"),
        ("203.0.113.9, nonsense", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("203.0.113.9:443", "10.0.0.1"),
        (" 203.0.113.9 ", "203.0.113.9"),
    ],
)
def test_of_a_chain_the_last_address_that_is_no_proxy_counts(settings: Any, forwarded: str, address: str) -> None:
    assert seen(settings, ["10.0.0.0/8"], "10.0.0.1", **{"X-Forwarded-For": forwarded})[0] == address


@pytest.mark.parametrize("trusted", [["unix"], []])
def test_who_calls_on_the_socket_without_a_proxy_is_on_this_machine(settings: Any, trusted: list[str]) -> None:
    assert seen(settings, trusted, "") == ("127.0.0.1", "http")


def test_an_untrusted_socket_is_not_believed(settings: Any) -> None:
    assert seen(settings, [], "", **{"X-Forwarded-For": "203.0.113.9"})[0] == "127.0.0.1"


def test_http_from_the_proxy_stays_http(settings: Any) -> None:
    assert seen(settings, ["unix"], "", **{"X-Forwarded-Proto": "http"})[1] == "http"
