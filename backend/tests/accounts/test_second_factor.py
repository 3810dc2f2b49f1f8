"""The second factor: a code from an authenticator app."""

import base64
import io
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from tests.accounts.conftest import NOW
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem, wrong_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

ADA = {"username": "ada", "password": PASSWORD}
PATH = "/api/session/second-factor/"


def code_for(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    app = TOTP(base64.b32decode(secret))
    app.time = NOW + 30 * steps
    return f"{app.token():06}"


@pytest.fixture
def secret(agent_api: ApiClient) -> str:
    """Ada's account after beginning."""
    begun = agent_api.post(PATH, {"password": PASSWORD})
    assert begun.status_code == 201
    return str(begun.json()["secret"])


@pytest.fixture
def recovery(agent_api: ApiClient, secret: str) -> list[str]:
    """Ada's recovery codes, after switching it on with the code of now."""
    answer = agent_api.post(f"{PATH}confirm/", {"code": code_for(secret)})
    assert answer.status_code == 200, answer.content
    return list(answer.json()["recovery_codes"])


def sign_in(**more: str) -> Any:
    return ApiClient().post("/api/session/", {**ADA, **more})


def test_beginning_changes_nothing_until_a_code_proves_it(agent_api: ApiClient, secret: str) -> None:
    assert agent_api.get(PATH).json() == {"enabled": False, "recovery_codes_left": 0}
    assert sign_in().status_code == 200
    assert wrong_fields(agent_api.post(f"{PATH}confirm/", {"code": "000000"}))["code"]
    assert not TOTPDevice.objects.get().confirmed


def test_the_address_is_what_authenticator_apps_read(agent_api: ApiClient) -> None:
    begun = agent_api.post(PATH, {"password": PASSWORD}).json()
    address = urlsplit(begun["address"])
    assert (address.scheme, address.netloc, address.path) == ("otpauth", "totp", "/Triage%20Desk%3Aada")
    assert parse_qs(address.query)["secret"] == [begun["secret"]]


def test_signing_in_takes_the_code_then(agent_api: ApiClient, secret: str, recovery: list[str]) -> None:
    assert agent_api.get(PATH).json() == {"enabled": True, "recovery_codes_left": 10}
    problem(sign_in(), 401, "second_factor_required")
    code = code_for(secret, 1)
    assert sign_in(code=f"{code[:3]} {code[3:]}").status_code == 200
    problem(sign_in(code=code), 401, "invalid_code")  # used before


def test_a_recovery_code_works_once(agent_api: ApiClient, recovery: list[str]) -> None:
    assert sign_in(code=recovery[0].upper()).status_code == 200
    problem(sign_in(code=recovery[0]), 401, "invalid_code")
    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert sign_in(code=recovery[1]).status_code == 200
    assert agent_api.get(PATH).json()["recovery_codes_left"] == 8


def test_so_does_one_that_is_all_digits(agent_api: ApiClient, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StaticToken, "random_token", iter([f"2345677{last}" for last in range(10)]).__next__)
    agent_api.post(f"{PATH}confirm/", {"code": code_for(secret)})
    assert sign_in(code="23456772").status_code == 200
    problem(sign_in(code="23456772"), 401, "invalid_code")


def test_the_code_without_the_password_is_worth_nothing(secret: str, recovery: list[str]) -> None:
    problem(sign_in(password="wrong", code=recovery[0]), 401, "invalid_credentials")
    assert sign_in(code=recovery[0]).status_code == 200


def test_guessing_codes_locks_out_like_guessing_passwords(recovery: list[str]) -> None:
    for _ in range(4):
        problem(sign_in(code="000000"), 401, "invalid_code")
    problem(sign_in(code="000000"), 429, "throttled")
    problem(sign_in(code=recovery[0]), 429, "throttled")


def test_a_wrong_code_slows_down_the_next_one(secret: str, recovery: list[str]) -> None:
    problem(sign_in(code="000000"), 401, "invalid_code")
    before = TOTPDevice.objects.get()
    assert before.throttling_failure_count == 1
    TOTPDevice.objects.update(throttling_failure_timestamp=F("throttling_failure_timestamp") + timedelta(days=365))
    problem(sign_in(code=code_for(secret, 1)), 401, "invalid_code")


@pytest.mark.parametrize("path", [PATH, f"{PATH}remove/"])
def test_the_password_is_asked_for_again(agent_api: ApiClient, path: str) -> None:
    assert wrong_fields(agent_api.post(path, {"password": "wrong"})) == {"password": ["This is not your password."]}


def test_it_is_removed_with_its_recovery_codes(agent_api: ApiClient, recovery: list[str]) -> None:
    problem(agent_api.post(PATH, {"password": PASSWORD}), 409, "conflict")
    assert agent_api.post(f"{PATH}remove/", {"password": PASSWORD}).status_code == 204
    assert agent_api.get(PATH).json() == {"enabled": False, "recovery_codes_left": 0}
    assert sign_in().status_code == 200


def test_an_administrator_removes_it_for_who_lost_everything(recovery: list[str]) -> None:
    call_command("remove_second_factor", "ada", stdout=io.StringIO())
    assert sign_in().status_code == 200
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("remove_second_factor", "nobody")


def test_a_token_does_not_reach_it(administrator: User) -> None:
    _, text = token_create(user=administrator, name="script", scope=Scope.ADMIN, days=1)
    client = ApiClient(headers={"Authorization": f"Bearer {text}"})
    problem(client.post(PATH, {"password": PASSWORD}), 403, "permission_denied")


def test_the_admin_sites_own_form_is_no_way_around_it(administrator: User) -> None:
    client = ApiClient()
    client.force_login(administrator)
    secret = client.post(PATH, {"password": PASSWORD}).json()["secret"]
    client.post(f"{PATH}confirm/", {"code": code_for(secret)})
    other = Client()
    page = other.post("/api/admin/login/", {"username": "grace", "password": PASSWORD})
    assert "sign in to the desk first" in page.content.decode()
    assert other.get("/api/admin/").status_code == 302
    body = {"username": "grace", "password": PASSWORD, "code": code_for(secret, 1)}
    assert other.post("/api/session/", body, "application/json").status_code == 200
    assert other.get("/api/admin/").status_code == 200
