"""What the database holds of second factors signs nobody in: who reads a backup is no further."""

import base64
import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.housekeeping import tidy_up
from accounts.models import Authenticator, User
from accounts.sealing import CannotOpen, seal, unseal
from tests.accounts.test_second_factor import ADA, PATH, code_for
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]


@pytest.fixture
def secret(agent_api: ApiClient) -> str:
    return str(agent_api.post(PATH, {"password": PASSWORD}).json()["secret"])


@pytest.fixture
def recovery(agent_api: ApiClient, secret: str) -> list[str]:
    return list(agent_api.post(f"{PATH}confirm/", {"code": code_for(secret)}).json()["recovery_codes"])


@pytest.fixture
def plain(agent: User) -> str:
    """Ada's secret as an earlier version of the desk kept it, with one recovery code."""
    device = TOTPDevice.objects.create(user=agent, name="authenticator")
    StaticToken.objects.create(device=StaticDevice.objects.create(user=agent, name="recovery"), token="abcd2345")
    return base64.b32encode(device.bin_key).decode()


def sign_in(**more: str) -> Any:
    return ApiClient().post("/api/session/", {**ADA, **more})


def stored() -> str:
    """All that a backup has of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text FROM otp_totp_totpdevice t UNION ALL SELECT t::text FROM otp_static_statictoken t"
        )
        return "\n".join(row for (row,) in cursor.fetchall())


def test_neither_the_secret_nor_a_recovery_code_is_in_the_database(secret: str, recovery: list[str]) -> None:
    kept = stored()
    raw = base64.b32decode(secret)
    assert raw.hex() not in kept
    assert secret not in kept
    assert base64.b64encode(raw).decode().rstrip("=") not in kept
    assert len(recovery) == 10
    assert not any(code in kept for code in recovery)


def test_what_is_in_the_database_is_no_code(recovery: list[str]) -> None:
    for digest in StaticToken.objects.values_list("token", flat=True)[:3]:
        problem(sign_in(code=digest), 401, "invalid_code")
        StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert sign_in(code=recovery[3]).status_code == 200


def test_a_sealed_secret_opens_on_its_own_row_only(secret: str, agent: User, administrator: User) -> None:
    [key] = Authenticator.objects.values_list("key", flat=True)
    assert len(key) <= TOTPDevice._meta.get_field("key").max_length
    assert Authenticator.objects.get().bin_key == base64.b32decode(secret)
    Authenticator.objects.update(user=administrator)
    with pytest.raises(CannotOpen):
        _ = Authenticator.objects.get().bin_key


def test_equal_secrets_look_different() -> None:
    assert seal(b"secret", about="x") != seal(b"secret", about="x")
    assert unseal(seal(b"secret", about="x"), about="x") == (b"secret", True)


def test_what_an_earlier_version_kept_signs_in_and_is_sealed_by_that(plain: str) -> None:
    assert sign_in(code=code_for(plain)).status_code == 200
    assert base64.b32decode(plain).hex() not in stored()
    assert sign_in(code=code_for(plain, 1)).status_code == 200


def test_a_wrong_code_seals_it_too(plain: str) -> None:
    problem(sign_in(code="000000"), 401, "invalid_code")
    assert base64.b32decode(plain).hex() not in stored()


def test_a_recovery_code_of_an_earlier_version_signs_in_once(plain: str) -> None:
    assert sign_in(code="ABCD2345").status_code == 200
    problem(sign_in(code="abcd2345"), 401, "invalid_code")


def test_within_the_hour_nothing_is_left_that_an_earlier_version_kept(plain: str) -> None:
    done = tidy_up()
    assert (done["secrets_sealed"], done["recovery_codes_digested"], done["secrets_lost"]) == (1, 1, 0)
    assert base64.b32decode(plain).hex() not in stored()
    assert "abcd2345" not in stored()
    assert not {name: tidy_up()[name] for name in ("secrets_sealed", "recovery_codes_digested") if tidy_up()[name]}
    assert sign_in(code="abcd2345").status_code == 200
    assert sign_in(code=code_for(plain)).status_code == 200


def test_replacing_the_key_keeps_every_second_factor(secret: str, recovery: list[str], settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next key of the desk"
    assert sign_in(code=recovery[0]).status_code == 200
    out = io.StringIO()
    call_command("seal_second_factors", stdout=out)
    assert out.getvalue() == "1 sealed anew.\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert sign_in(code=code_for(secret, 1)).status_code == 200
    assert sign_in(code=recovery[1]).status_code == 200


def test_a_key_that_was_thrown_away_is_told_and_lets_nobody_in(
    secret: str, recovery: list[str], settings: Any, log_lines: Any
) -> None:
    settings.SECRET_KEY = "the next key of the desk"
    problem(sign_in(code=code_for(secret, 1)), 401, "invalid_code")
    problem(sign_in(code=recovery[0]), 401, "invalid_code")
    assert len(log_lines("second_factor_cannot_be_opened")) == 2
    assert tidy_up()["secrets_lost"] == 1
    assert log_lines("second_factors_cannot_be_opened")[0]["accounts"] == 1
    with pytest.raises(CommandError, match="1 cannot be opened"):
        call_command("seal_second_factors", stdout=io.StringIO())


def test_the_admin_site_shows_none_of_it(administrator: User) -> None:
    User.objects.update(is_superuser=True, is_staff=True)
    client = ApiClient()
    client.force_login(administrator)
    for path in ("otp_totp/totpdevice/", "otp_static/staticdevice/", "accounts/authenticator/"):
        assert client.get(f"/api/admin/{path}").status_code == 404
