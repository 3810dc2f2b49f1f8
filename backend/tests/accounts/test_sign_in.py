"""POST and DELETE /api/session/: signing in and out."""

import io
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from accounts.hashers import DeskArgon2Hasher
from accounts.models import User
from tests.conftest import JSON, PASSWORD, ApiClient
from tests.problems import problem, wrong_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

ADA = {"username": "ada", "password": PASSWORD}


def browser(address: str = "127.0.0.1") -> Client:
    """A browser that has loaded the app, and so has the CSRF cookie."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, REMOTE_ADDR=address)
    client.get("/api/session/")
    return client


def token(client: Client) -> dict[str, str]:
    return {"X-CSRFToken": client.cookies["csrftoken"].value}


def sign_in(client: Client, body: Any = ADA) -> Any:
    return client.post("/api/session/", body, JSON, headers=token(client))


def test_the_right_password_opens_a_session_that_scripts_cannot_read(agent: User) -> None:
    client = browser()
    answer = sign_in(client)
    assert answer.status_code == 200
    assert answer.json()["user"]["username"] == "ada"
    assert answer["Cache-Control"] == "no-store"
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/api/tickets/").status_code == 200


def test_signing_out_ends_the_session_in_the_database(agent: User) -> None:
    client = browser()
    sign_in(client)
    assert client.delete("/api/session/", headers=token(client)).status_code == 204
    assert not Session.objects.exists()
    problem(client.get("/api/tickets/"), 401, "not_authenticated")


def test_a_foreign_page_cannot_sign_somebody_in_or_out(agent: User) -> None:
    client = browser()
    problem(client.post("/api/session/", ADA, JSON), 403, "permission_denied")
    foreign = {**token(client), "Origin": "https://evil.example.net"}
    problem(client.post("/api/session/", ADA, JSON, headers=foreign), 403, "permission_denied")
    assert not Session.objects.exists()
    sign_in(client)
    problem(client.delete("/api/session/"), 403, "permission_denied")
    assert Session.objects.count() == 1


def test_a_session_from_before_does_not_survive_signing_in(agent: User) -> None:
    client = browser()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_the_csrf_token_changes_with_the_session(agent: User) -> None:
    client = browser()
    before = client.cookies["csrftoken"].value
    sign_in(client)
    assert client.cookies["csrftoken"].value != before


@pytest.mark.parametrize(
    "body", [{**ADA, "password": "wrong"}, {**ADA, "username": "nobody"}, {**ADA, "username": "ADA"}]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(agent: User, body: dict[str, str]) -> None:
    error = problem(sign_in(browser(), body), 401, "invalid_credentials")
    assert error["message"] == "User name or password is wrong."


@pytest.mark.parametrize("username", ["ada", "left", "invited", "nobody"])
def test_every_attempt_costs_one_hash_whether_there_is_such_an_account_or_not(
    agent: User, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.create_user("left", password=PASSWORD, is_active=False)
    User.objects.create_user("invited")
    hashed: list[str] = []
    original = hashers.MD5PasswordHasher.encode

    def encode(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return original(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    problem(sign_in(browser(), {"username": username, "password": "wrong"}), 401, "invalid_credentials")
    assert len(hashed) == 1


def test_an_account_that_is_switched_off_cannot_sign_in(agent: User) -> None:
    User.objects.update(is_active=False)
    problem(sign_in(browser()), 401, "invalid_credentials")


@pytest.mark.parametrize("username", ["ada", "nobody"])
def test_five_failures_lock_out_and_say_for_how_long(agent: User, username: str) -> None:
    client = browser()
    wrong = {"username": username, "password": "wrong"}
    for _ in range(4):
        problem(sign_in(client, wrong), 401, "invalid_credentials")
    for body in (wrong, {**wrong, "password": PASSWORD}):
        answer = sign_in(client, body)
        problem(answer, 429, "throttled")
        assert 850 < int(answer["Retry-After"]) <= 900


def test_a_lock_ends_and_asking_meanwhile_does_not_prolong_it(agent: User) -> None:
    client = browser()
    for _ in range(7):
        sign_in(client, {**ADA, "password": "wrong"})
    assert AccessAttempt.objects.get().failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=15))
    assert sign_in(client).status_code == 200


def test_a_lock_is_for_one_address_and_one_name(agent: User, administrator: User) -> None:
    attacker = browser()
    for _ in range(5):
        sign_in(attacker, {**ADA, "password": "wrong"})
    assert sign_in(attacker, {**ADA, "username": "grace"}).status_code == 200
    assert sign_in(browser("192.0.2.7")).status_code == 200


@pytest.mark.parametrize(
    ("network", "other", "locked"),
    [
        ("2001:db8:0:1", "2001:db8:0:1:ffff::9", True),  # what one subscriber gets, and may choose from at will
        ("2001:db8:0:1", "2001:db8:0:2::1", False),
    ],
)
def test_over_ipv6_a_lock_is_for_one_subscriber(agent: User, network: str, other: str, locked: bool) -> None:
    statuses = [
        sign_in(browser(f"{network}::{host:x}"), {**ADA, "password": "wrong"}).status_code for host in range(1, 7)
    ]
    assert statuses == [401] * 4 + [429] * 2
    answer = sign_in(browser(other))
    assert answer.status_code == (429 if locked else 200)
    assert not locked or 850 < int(answer["Retry-After"]) <= 900


def test_a_lock_over_ipv6_is_lifted_by_name_or_by_network(agent: User) -> None:
    for command in (("axes_reset_username", "ada"), ("axes_reset_ip", "2001:db8:0:1::")):
        for host in range(1, 6):
            sign_in(browser(f"2001:db8:0:1::{host:x}"), {**ADA, "password": "wrong"})
        problem(sign_in(browser("2001:db8:0:1::1")), 429, "throttled")
        call_command(*command, stdout=io.StringIO())
        assert sign_in(browser("2001:db8:0:1::1")).status_code == 200


def test_success_forgets_the_failures_before(agent: User) -> None:
    client = browser()
    for _ in range(4):
        sign_in(client, {**ADA, "password": "wrong"})
    assert sign_in(client).status_code == 200
    problem(sign_in(browser(), {**ADA, "password": "wrong"}), 401, "invalid_credentials")


def test_no_password_is_kept_anywhere_but_hashed(agent: User) -> None:
    sign_in(browser(), {**ADA, "password": "my-secret-guess"})
    attempt = AccessAttempt.objects.get()
    assert "my-secret-guess" not in f"{attempt.get_data} {attempt.post_data} {attempt.path_info}"


@pytest.mark.parametrize(
    "body", [{}, {"username": "ada"}, {**ADA, "username": "a\x00b"}, {**ADA, "password": "x" * 1_001}]
)
def test_half_a_form_is_told_what_is_missing(api: ApiClient, body: dict[str, str]) -> None:
    assert wrong_fields(api.post("/api/session/", body))


def test_production_hashes_by_argon2id_within_small_memory(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["accounts.hashers.DeskArgon2Hasher"]
    encoded = hashers.make_password(PASSWORD)
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashers.check_password(PASSWORD, encoded)
    assert not hashers.check_password("wrong", encoded)
    assert DeskArgon2Hasher.algorithm == "argon2"
