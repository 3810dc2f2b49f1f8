"""Sign-in by the organisation's provider, against a local one that speaks OpenID Connect."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils.encoding import iri_to_uri
from joserfc.jwk import RSAKey

from accounts import identities
from accounts.identities import account_for
from accounts.models import ExternalIdentity, User
from accounts.openid import OpenId
from api.roles import Role
from tests.conftest import ApiClient
from tests.fakes.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIdProvider
from tests.problems import problem
from tests.threads import run_together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

BEGIN, CALLBACK = "/api/session/openid/", "/api/session/openid/callback/"
KATHERINE = {
    "sub": "k-1918",
    "name": "Katherine Johnson",
    "preferred_username": "katherine",
    "email": "Katherine@example.org",
    "email_verified": True,
}


@pytest.fixture(scope="module")
def _server() -> Iterator[OpenIdProvider]:
    provider = OpenIdProvider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(_server: OpenIdProvider, settings: Any) -> OpenIdProvider:
    _server.claims, _server.signing_key = dict(KATHERINE), _server._key
    settings.DESK_URL = "https://desk.example.org"
    settings.OPENID = OpenId(_server.issuer, CLIENT_ID, CLIENT_SECRET, "Example Ltd", Role.AGENT)
    return _server


def go(client: ApiClient, provider: OpenIdProvider) -> Any:
    """There and back."""
    return client.get(provider.authorize(client.get(BEGIN)["Location"]))


def failed(answer: Any, reason: str) -> None:
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?error={reason}")


@pytest.mark.parametrize(
    "path", ["/tickets/7", "/tickets?search=gr%C3%BCn&status=open", "/tickets?search=grün", "/dashboard"]
)
def test_the_browser_comes_back_to_where_it_was(api: ApiClient, provider: OpenIdProvider, path: str) -> None:
    back = provider.authorize(api.get(BEGIN, {"next": path})["Location"])
    assert api.get(back)["Location"] == iri_to_uri(path)
    assert "openid_next" not in api.session


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example.net/",
        "//evil.example.net/",
        "///evil.example.net/",
        "/\\evil.example.net/",
        "\\\\evil.example.net",
        "javascript:alert(1)",
        "tickets",
        " /tickets",
        "/tickets\r\nSet-Cookie: a=b",
        "/\t/evil.example.net",
        "/" + "x" * 2_000,
        "",
    ],
)
def test_no_link_leads_elsewhere_through_signing_in(api: ApiClient, provider: OpenIdProvider, address: str) -> None:
    back = provider.authorize(api.get(f"{BEGIN}?{urlencode({'next': address})}")["Location"])
    assert api.get(back)["Location"] == "/"


def test_who_is_refused_may_try_again_and_comes_to_the_same_place(api: ApiClient, provider: OpenIdProvider) -> None:
    back = provider.authorize(api.get(BEGIN, {"next": "/tickets/7"})["Location"])
    provider.claims["aud"] = "another-client"
    failed(api.get(back), "openid_failed&next=%2Ftickets%2F7")


def test_somebody_new_gets_an_account_in_the_configured_role(api: ApiClient, provider: OpenIdProvider) -> None:
    answer = go(api, provider)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user = api.get("/api/session/").json()["user"]
    assert (user["username"], user["name"], user["role"]) == ("katherine", "Katherine Johnson", "agent")
    assert not User.objects.get().has_usable_password()
    assert provider.token_requests[-1]["redirect_uri"] == f"https://desk.example.org{CALLBACK}"
    assert "signed_in_at" in api.session


def test_who_comes_again_is_the_same_account_whatever_else_has_changed(
    api: ApiClient, provider: OpenIdProvider
) -> None:
    go(api, provider)
    provider.claims = {"sub": "k-1918", "name": "Katherine Goble", "email": "other@example.org"}
    go(ApiClient(), provider)
    assert User.objects.count() == ExternalIdentity.objects.count() == 1


def test_a_verified_address_finds_the_account_that_is_there(
    api: ApiClient, agent: User, provider: OpenIdProvider
) -> None:
    User.objects.update(email="katherine@EXAMPLE.org")
    go(api, provider)
    assert api.get("/api/session/").json()["user"]["username"] == "ada"
    assert User.objects.count() == 1


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_is_not_verified_proves_nothing(
    api: ApiClient, administrator: User, provider: OpenIdProvider, verified: Any
) -> None:
    User.objects.update(email="katherine@example.org")
    provider.claims["email_verified"] = verified
    go(api, provider)
    assert api.get("/api/session/").json()["user"]["username"] == "katherine"


def test_a_user_name_that_is_taken_is_not_taken_over(api: ApiClient, agent: User, provider: OpenIdProvider) -> None:
    provider.claims["preferred_username"] = "ada"
    go(api, provider)
    assert api.get("/api/session/").json()["user"]["username"] == "ada-2"


@pytest.mark.parametrize(
    ("claims", "username", "name"),
    [
        ({"name": "x" * 200}, "katherine", "x" * 150),
        ({"name": f"Katherine {'x' * 200}"}, "katherine", f"Katherine {'x' * 150}"),
        ({"name": "Katherine\x00Johnson"}, "katherine", "katherine"),
        ({"name": "Katherine \ud800"}, "katherine", "katherine"),
        ({"name": ["Katherine", "Johnson"]}, "katherine", "katherine"),
        ({"email": "kath\x00erine@example.org"}, "katherine", "Katherine Johnson"),
        ({"email": "\ud800@example.org"}, "katherine", "Katherine Johnson"),
        ({"email": {"work": "katherine@example.org"}}, "katherine", "Katherine Johnson"),
        ({"email": f"{'x' * 300}@example.org", "preferred_username": None}, "x" * 140, "Katherine Johnson"),
        ({"email": "not one", "preferred_username": 7}, "not-one", "Katherine Johnson"),
        ({"email": None, "preferred_username": ["katherine"]}, "k-1918", "Katherine Johnson"),
        ({"preferred_username": "x" * 300}, "x" * 140, "Katherine Johnson"),
        ({"preferred_username": "kath\x00erine", "email": None}, "k-1918", "Katherine Johnson"),
        ({"preferred_username": "⑴"}, "-1-", "Katherine Johnson"),  # as Django normalises it, "(1)"
        ({"preferred_username": "ａｄａ"}, "ada-2", "Katherine Johnson"),
    ],
)
def test_what_only_adorns_an_account_keeps_nobody_out(
    api: ApiClient, agent: User, provider: OpenIdProvider, claims: dict[str, Any], username: str, name: str
) -> None:
    provider.claims.update(claims)
    assert go(api, provider)["Location"] == "/"
    user = api.get("/api/session/").json()["user"]
    assert (user["username"], user["name"]) == (username, name)


def test_an_address_of_which_a_part_cannot_be_kept_is_nobody_elses(
    api: ApiClient, agent: User, provider: OpenIdProvider
) -> None:
    User.objects.update(email="katherine@example.org")
    provider.claims["email"] = "katherine\x00@example.org"
    go(api, provider)
    assert api.get("/api/session/").json()["user"]["username"] == "katherine"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("before", "email"),
    [("_by_email", "katherine@example.org"), ("_by_email", ""), ("account_create", "")],
    ids=["known by e-mail", "new", "new, and its name is taken"],
)
def test_two_tabs_at_once_are_one_account(monkeypatch: pytest.MonkeyPatch, before: str, email: str) -> None:
    User.objects.create(username="johnson", email=email)
    claims = {"iss": "https://id.example.org", **KATHERINE}
    step, others = getattr(identities, before), list[User]()

    def find() -> User:
        return account_for(claims=claims, new_accounts=Role.AGENT)

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(identities, before, step)
        others.extend(run_together(find))
        return step(*args, **kwargs)

    monkeypatch.setattr(identities, before, overtaken)
    assert [find()] == others
    assert ExternalIdentity.objects.get().user == others[0]
    assert User.objects.count() == (1 if email else 2)


def test_nobody_new_is_let_in_unless_it_is_configured(api: ApiClient, provider: OpenIdProvider, settings: Any) -> None:
    settings.OPENID = OpenId(provider.issuer, CLIENT_ID, CLIENT_SECRET, "Example Ltd", None)
    failed(go(api, provider), "no_account")
    assert not User.objects.exists()


def test_an_account_that_is_switched_off_stays_out(api: ApiClient, provider: OpenIdProvider) -> None:
    go(ApiClient(), provider)
    User.objects.update(is_active=False)
    failed(go(api, provider), "no_account")


@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://evil.example.net"},
        {"exp": 1},
        {"sub": None},
        {"sub": ""},
        {"sub": 1918},
        {"sub": ["k-1918"]},
        {"sub": "k" * 256},
        {"sub": "k-1918\x00"},
        {"sub": "k-\ud800"},
        {"at_hash": {"of": "what"}},
    ],
)
def test_a_token_that_is_not_for_us_and_now_is_refused(
    api: ApiClient, provider: OpenIdProvider, forged: dict[str, Any]
) -> None:
    provider.claims.update(forged)
    failed(go(api, provider), "openid_failed")
    assert not User.objects.exists()


def test_a_token_signed_by_somebody_else_is_refused(api: ApiClient, provider: OpenIdProvider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    failed(go(api, provider), "openid_failed")


def test_another_browser_cannot_finish_what_one_began(api: ApiClient, provider: OpenIdProvider) -> None:
    back = provider.authorize(api.get(BEGIN)["Location"])
    failed(ApiClient().get(back), "openid_failed")
    assert api.get(back)["Location"] == "/"
    failed(api.get(back), "openid_failed")  # only once


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?error=access_denied&error_description=No", "?code=x&state=%00"]
)
def test_a_callback_that_nobody_asked_for_is_refused(api: ApiClient, provider: OpenIdProvider, query: str) -> None:
    failed(api.get(CALLBACK + query), "openid_failed")


def test_a_provider_that_is_away_is_told_and_not_an_error(
    api: ApiClient, provider: OpenIdProvider, settings: Any
) -> None:
    settings.OPENID = OpenId("http://127.0.0.1:9", CLIENT_ID, CLIENT_SECRET, "Example Ltd", None)
    failed(api.get(BEGIN), "openid_failed")


def test_the_app_hears_of_it_only_where_it_is_configured(
    api: ApiClient, provider: OpenIdProvider, settings: Any
) -> None:
    assert api.get("/api/session/").json()["openid"] == {"name": "Example Ltd", "address": BEGIN}
    settings.OPENID = None
    assert "openid" not in api.get("/api/session/").json()
    for path in (BEGIN, CALLBACK):
        problem(api.get(path), 404, "not_found")
