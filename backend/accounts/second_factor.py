"""The second factor at sign-in: a code from an authenticator app (TOTP, RFC 6238), or a recovery code.

django-otp keeps the devices, refuses a code that was used before, and slows down who guesses.
"""

import base64

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User

RECOVERY_CODES = 10


class AlreadyEnabled(Exception):
    """The account has a second factor: remove it first."""


class WrongCode(Exception):
    """The code is wrong, was used before, or comes too soon after a wrong one."""


def confirmed_for(account: str) -> Exists:
    """Whether the account that the outer query calls `account` has one: for annotating `second_factor`."""
    return Exists(TOTPDevice.objects.filter(user=OuterRef(account), confirmed=True))


def has_second_factor(user: User) -> bool:
    """Whether signing in takes a code."""
    known: bool | None = getattr(user, "second_factor", None)
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists()) if known is None else known


def recovery_codes_left(user: User) -> int:
    """How many of the recovery codes have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def second_factor_begin(user: User) -> tuple[str, str]:
    """A new secret (base32) and its otpauth:// address; counts only once confirmed. Raises AlreadyEnabled."""
    if has_second_factor(user):
        raise AlreadyEnabled
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="authenticator", confirmed=False)
    return base64.b32encode(device.bin_key).decode(), device.config_url


@transaction.atomic
def second_factor_confirm(user: User, code: str) -> list[str]:
    """Switches it on, once the app has shown that it knows the secret; returns the recovery codes. Raises WrongCode."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    if device is None or not verify_token(user, device.persistent_id, code):
        raise WrongCode
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    StaticDevice.objects.filter(user=user).delete()
    recovery = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=recovery, token=code) for code in codes])
    return codes


def second_factor_check(user: User, code: str) -> None:
    """Uses the code up. Raises WrongCode."""
    code = code.replace(" ", "")
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is None or not verify_token(user, device.persistent_id, code.lower()):
        raise WrongCode


@transaction.atomic
def second_factor_remove(user: User) -> None:
    """Signing in takes the password alone again."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
