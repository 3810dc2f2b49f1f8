"""Cookies, tokens and codes that nobody made: a clear answer, and never an error of ours."""

from typing import Any

import pytest

from accounts.models import User
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

# As a header holds them: what a cookie quotes as \000 arrives as a NUL.
ODD = [
    "x",
    "x" * 5_000,
    '"\\000\\000\\000\\000\\000\\000\\000\\000"',
    '"\\377\\376\\375\\374aaaaaaaa"',
    "\x80\xff\xfe\x80\xff\xfe\x80\xff",
    "ab" * 16,
]
PATHS = ["/api/tickets/", "/api/session/", "/api/follow/", "/api/admin/"]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
@pytest.mark.parametrize("odd", ODD)
def test_cookies(name: str, odd: str) -> None:
    for path in PATHS:
        for method in ("GET", "POST"):
            answer = ApiClient(enforce_csrf_checks=True).generic(
                method, path, "{}", "application/json", HTTP_COOKIE=f"{name}={odd}"
            )
            assert answer.status_code < 500, (path, answer.content)


@pytest.mark.parametrize("scheme", ["Bearer", "Basic", "\xff"])
@pytest.mark.parametrize("odd", [*ODD, "", "desk_" + "\xe9" * 43, "desk_" + "x" * 43, "\x00"])
def test_authorization(scheme: str, odd: str) -> None:
    for path in PATHS:
        answer = ApiClient().get(path, HTTP_AUTHORIZATION=f"{scheme} {odd}")
        assert answer.status_code < 500, (path, answer.content)


@pytest.mark.parametrize("header", ["HTTP_X_CSRFTOKEN", "HTTP_X_DESK_BACKGROUND", "HTTP_ORIGIN", "HTTP_REFERER"])
@pytest.mark.parametrize("odd", [*ODD, "\x00", "http://[::1", "https://\xff"])
def test_other_headers(agent: User, header: str, odd: str) -> None:
    client = ApiClient(enforce_csrf_checks=True)
    client.force_login(agent)
    client.cookies["csrftoken"] = "a" * 32
    for path in PATHS:
        for method in ("GET", "POST"):
            answer = client.generic(method, path, "{}", "application/json", **{header: odd})
            assert answer.status_code < 500, (path, answer.content)


@pytest.mark.parametrize(
    "odd", ["\x00", "a\x00b", "\ud800", "\u0661\u0662", "x" * 200, "", "\u202e", [], {}, None, 7, True]
)
def test_bodies(agent: User, odd: Any) -> None:
    signed_in = ApiClient()
    signed_in.force_login(agent)
    for client, path, fields in (
        (ApiClient(), "/api/session/", ("username", "password", "code")),
        (ApiClient(), "/api/session/password/link/", ("code", "new_password")),
        (signed_in, "/api/session/password/", ("current_password", "new_password")),
        (signed_in, "/api/session/second-factor/", ("password",)),
        (signed_in, "/api/session/second-factor/confirm/", ("code",)),
        (signed_in, "/api/session/second-factor/remove/", ("password",)),
        (signed_in, "/api/tokens/", ("name", "scope", "days")),
    ):
        for field in fields:
            body = dict.fromkeys(fields, PASSWORD) | ({"scope": "read", "days": 1} if "days" in fields else {})
            answer = client.post(path, body | {field: odd})
            assert answer.status_code < 500, (path, field, answer.content)


@pytest.mark.parametrize("odd", ["%00", "%ff%fe", "%ED%A0%80", "x" * 3000, "%F0%9F%94%A5", "%0d%0a", "//[::1"])
def test_queries(agent_api: ApiClient, odd: str) -> None:
    for path in ("/api/session/openid/", "/api/session/openid/callback/"):
        for name in ("next", "code", "state"):
            answer = agent_api.get(f"{path}?{name}={odd}")
            assert answer.status_code < 500, (path, answer.content)


def test_what_can_be_no_session_is_not_looked_for(api: ApiClient, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = api.generic("GET", "/api/tickets/", HTTP_COOKIE='sessionid="\\000\\000aaaaaaaa"')
    problem(answer, 401, "not_authenticated")
