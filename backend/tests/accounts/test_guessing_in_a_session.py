"""A session that was stolen, or left open, is no place to guess the account's password or a code at leisure."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from tests.accounts.test_second_factor import code_for
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem, wrong_fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

PASSWORD_PATH = "/api/session/password/"
FACTOR_PATH = "/api/session/second-factor/"
NEW = "staple-battery-horse"
ASKS_FOR_THE_PASSWORD = [
    (PASSWORD_PATH, "current_password", {"new_password": NEW}),
    (FACTOR_PATH, "password", {}),
    (f"{FACTOR_PATH}remove/", "password", {}),
]


def locked(answer: Any) -> None:
    assert "wrong passwords or codes" in problem(answer, 429, "throttled")["message"]
    assert 850 < int(answer["Retry-After"]) <= 900


@pytest.mark.parametrize(("path", "field", "more"), ASKS_FOR_THE_PASSWORD)
def test_five_wrong_passwords_lock_out_the_right_one_too(
    agent_api: ApiClient, agent: User, path: str, field: str, more: dict[str, str]
) -> None:
    for _ in range(4):
        assert wrong_fields(agent_api.post(path, {field: "guess", **more}))[field] == ["This is not your password."]
    for guess in ("guess", PASSWORD):
        locked(agent_api.post(path, {field: guess, **more}))
    agent.refresh_from_db()
    assert agent.check_password(PASSWORD)
    assert not TOTPDevice.objects.exists()
    assert agent_api.get("/api/tickets/").status_code == 200  # the session goes on


def test_guesses_count_together_wherever_they_are_made(agent_api: ApiClient) -> None:
    for path, field, more in ASKS_FOR_THE_PASSWORD:
        wrong_fields(agent_api.post(path, {field: "guess", **more}))
    problem(ApiClient().post("/api/session/", {"username": "ada", "password": "guess"}), 401, "invalid_credentials")
    locked(agent_api.post(PASSWORD_PATH, {"current_password": "guess", "new_password": NEW}))
    locked(ApiClient().post("/api/session/", {"username": "ada", "password": PASSWORD}))
    elsewhere = ApiClient(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/api/session/", {"username": "ada", "password": PASSWORD}).status_code == 200


def test_five_wrong_codes_lock_out_the_right_one_too(agent_api: ApiClient) -> None:
    secret = agent_api.post(FACTOR_PATH, {"password": PASSWORD}).json()["secret"]
    for _ in range(4):
        assert wrong_fields(agent_api.post(f"{FACTOR_PATH}confirm/", {"code": "000000"}))["code"]
    locked(agent_api.post(f"{FACTOR_PATH}confirm/", {"code": "000000"}))
    locked(agent_api.post(f"{FACTOR_PATH}confirm/", {"code": code_for(secret)}))
    assert not TOTPDevice.objects.get().confirmed


def test_a_lock_ends_and_trying_meanwhile_does_not_prolong_it(agent_api: ApiClient) -> None:
    secret = agent_api.post(FACTOR_PATH, {"password": PASSWORD}).json()["secret"]
    for _ in range(7):
        agent_api.post(f"{FACTOR_PATH}confirm/", {"code": "000000"})
        agent_api.post(f"{FACTOR_PATH}remove/", {"password": "guess"})
    attempt = AccessAttempt.objects.get()
    assert attempt.failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=15))
    assert agent_api.post(f"{FACTOR_PATH}confirm/", {"code": code_for(secret)}).status_code == 200


def test_the_right_password_does_not_clear_the_way_for_guessing_codes(agent_api: ApiClient) -> None:
    agent_api.post(FACTOR_PATH, {"password": PASSWORD})
    for _ in range(4):
        agent_api.post(f"{FACTOR_PATH}confirm/", {"code": "000000"})
    assert agent_api.post(FACTOR_PATH, {"password": PASSWORD}).status_code == 201
    locked(agent_api.post(f"{FACTOR_PATH}confirm/", {"code": "000000"}))


def test_the_admin_sites_form_is_no_place_to_guess_either(administrator: User) -> None:
    browser = Client()
    browser.force_login(administrator)
    form = {"new_password1": NEW, "new_password2": NEW}
    for _ in range(4):
        page = browser.post("/api/admin/password_change/", {**form, "old_password": "guess"})
        assert "old password was entered incorrectly" in page.content.decode()
    for guess in ("guess", PASSWORD):
        locked(browser.post("/api/admin/password_change/", {**form, "old_password": guess}))
    AccessAttempt.objects.all().delete()
    assert browser.post("/api/admin/password_change/", {**form, "old_password": PASSWORD}).status_code == 302
    administrator.refresh_from_db()
    assert administrator.check_password(NEW)
