"""Hostile headers, methods and addresses on every kind of request."""

from collections.abc import Mapping

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from api.client_address import ClientAddressMiddleware
from tests.fuzz.hostile import FUZZED, header_values, headers
from tests.fuzz.visitors import by_session
from tests.fuzz.wsgi import Caller, expect_harmless

TICKET = b'{"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}'
REQUESTS = [
    ("GET", "/api/tickets/", b""),
    ("POST", "/api/tickets/", TICKET),
    ("PATCH", "/api/tickets/1/", b'{"status": "closed"}'),
    ("POST", "/api/tickets/classify/", b'{"description": "It hums."}'),
    ("GET", "/api/analyze/active/", b""),
    ("GET", "/api/session/", b""),
    ("POST", "/api/session/", b'{"username": "ada", "password": "wrong"}'),
    ("DELETE", "/api/session/", b""),
    ("GET", "/api/session/openid/callback/", b""),
    ("GET", "/api/follow/", b""),
    ("POST", "/api/errors/", b'{"type": "TypeError", "message": "x", "route": "/"}'),
    ("GET", "/api/schema/", b""),
    ("GET", "/api/docs/", b""),
    ("GET", "/api/admin/", b""),
    ("GET", "/api/nowhere/", b""),
    ("GET", "/livez", b""),
    ("GET", "/static/drf_spectacular_sidecar/gone.js", b""),
]
# Without signing out, and without the document, which is made anew for each request.
BESIDE_A_SESSION = [one for one in REQUESTS if one[0] != "DELETE" and one[1] != "/api/schema/"]
PEER = "203.0.113.9"

pytestmark = pytest.mark.usefixtures("closed_desk")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("method", "path", "body"), REQUESTS, ids=lambda part: part if isinstance(part, str) else "")
def test_any_headers_are_borne(call: Caller, method: str, path: str, body: bytes) -> None:
    # The document is made anew for each request.
    @(settings(FUZZED, max_examples=40) if path == "/api/schema/" else FUZZED)
    @given(headers=headers)
    def bear(headers: Mapping[str, bytes]) -> None:
        expect_harmless(call(method, path, headers=headers, body=body))

    bear()


@pytest.mark.django_db(transaction=True)
def test_hostile_headers_beside_a_session_are_borne(call: Caller, agent: User) -> None:
    credentials = by_session(agent)
    cookie = "; ".join(f"{name}={value}" for name, value in credentials.cookies.items()).encode()
    signed_in = {"Cookie": cookie, **{name: value.encode() for name, value in credentials.headers.items()}}
    assert call("GET", "/api/tickets/", headers=signed_in).status == 200

    @FUZZED
    @given(headers=headers, request=st.sampled_from(BESIDE_A_SESSION))
    def bear(headers: Mapping[str, bytes], request: tuple[str, str, bytes]) -> None:
        method, path, body = request
        expect_harmless(call(method, path, headers={**headers, **signed_in}, body=body))

    bear()


@pytest.mark.django_db(transaction=True)
@FUZZED
@given(length=st.one_of(header_values, st.integers(-5, 2**70).map(lambda number: str(number).encode())))
@example(length=b"0")
@example(length=b"17")
@example(length=b"16777217")
@example(length="٣".encode())
def test_a_length_that_lies_is_borne(call: Caller, length: bytes) -> None:
    answer = call(
        "POST", "/api/tickets/classify/", body=b'{"description": "It hums."}', headers={"Content-Length": length}
    )
    expect_harmless(answer)


@pytest.mark.django_db(transaction=True)
@FUZZED
@given(host=header_values.filter(bool))
def test_no_other_host_is_believed(call: Caller, host: bytes) -> None:
    answer = call("GET", "/api/session/", headers={"Host": host})
    expect_harmless(answer)
    assert answer.status == 400


@pytest.mark.django_db(transaction=True)
@FUZZED
@given(
    method=st.one_of(
        st.sampled_from(["HEAD", "OPTIONS", "TRACE", "CONNECT", "PUT", "PROPFIND", "get", "POST ", ""]),
        st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    ),
    path=st.sampled_from(sorted({path for _, path, _ in REQUESTS} - {"/api/schema/"})),
)
@example(method="OPTIONS", path="/api/docs/")
def test_any_method_is_borne(call: Caller, method: str, path: str) -> None:
    answer = call(method, path, headers={"X-Secret": b"do not repeat this"})
    expect_harmless(answer)
    assert b"do not repeat this" not in answer.body  # as TRACE is meant to


@pytest.mark.django_db(transaction=True)
@FUZZED
@given(
    raw=st.binary(max_size=80), before=st.sampled_from(["/", "/api/", "/api/tickets/", "/api/tickets/1/", "/static/"])
)
@example(raw=b"../../config/settings/base.py", before="/static/")
@example(raw=b"..%2f..%2fmanage.py", before="/static/")
@example(raw=b"9" * 300 + b"/", before="/api/tickets/")
@example(raw=b"\x00", before="/static/")
def test_any_path_is_borne(call: Caller, raw: bytes, before: str) -> None:
    expect_harmless(call("GET", before + raw.decode("latin-1")))


class _GoneAway:
    """A client that leaves before its body has come."""

    def read(self, *_: int) -> bytes:
        raise OSError("The client has left.")

    readline = read


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/admin/login/", "/api/session/"])
def test_a_body_that_breaks_off_is_no_fault_of_ours(call: Caller, path: str) -> None:
    headers = {"Content-Length": b"100"}
    if path == "/api/admin/login/":
        headers["Content-Type"] = b"application/x-www-form-urlencoded"
    answer = call("POST", path, headers=headers, **{"wsgi.input": _GoneAway()})
    expect_harmless(answer)
    assert answer.status in {400, 403}


@pytest.mark.django_db(transaction=True)
def test_a_hostile_request_id_is_not_taken_over(call: Caller) -> None:
    @FUZZED
    @given(given_id=header_values)
    def take(given_id: bytes) -> None:
        answer = call("GET", "/livez", headers={"X-Request-ID": given_id})
        taken = answer.headers["x-request-id"]
        assert 8 <= len(taken) <= 64
        assert taken.replace("-", "").replace(".", "").replace("_", "").isalnum()
        assert taken.isascii()

    take()


_ADDRESSES = st.one_of(
    st.ip_addresses().map(str),
    st.sampled_from(["127.0.0.1", "::1", "unix", "10.0.0.1", "203.0.113.9:80", "[::1]", "unknown", "", "٣.1.1.1"]),
    header_values.map(lambda raw: raw.decode("latin-1")),
)
_FORWARDED = st.lists(_ADDRESSES, max_size=5).map(", ".join)


@FUZZED
@given(forwarded=_FORWARDED, proto=st.sampled_from(["https", "http", ""]))
def test_who_comes_past_the_proxy_cannot_choose_an_address(forwarded: str, proto: str) -> None:
    assert _seen(PEER, {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": proto, "X-Real-IP": forwarded}) == PEER


@FUZZED
@given(forged=_FORWARDED)
def test_what_a_client_writes_before_the_proxys_word_does_not_count(forged: str) -> None:
    assert _seen("", {"X-Forwarded-For": f"{forged}, {PEER}"}) == PEER


def _seen(peer: str, headers: dict[str, str]) -> str:
    found: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    ClientAddressMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))
    return found[0]
