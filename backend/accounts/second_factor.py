"""The second factor at sign-in: a code from an authenticator app (TOTP, RFC 6238), or a recovery code.

django-otp keeps the devices, refuses a code that was used before, and slows down who guesses. Nothing in the database
signs anybody in: the app's secret is sealed (accounts.sealing), and of a recovery code there is a digest, made with
that secret. What an earlier version kept as it was is still understood, and covered by `second_factors_cover`.
"""

import base64
import secrets

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from accounts.models import Authenticator, User
from accounts.sealing import CannotOpen

log = structlog.get_logger("desk.accounts")

RECOVERY_CODES = 10
_SECRET = 20  # bytes, as RFC 4226 recommends
# Of a recovery code that was kept as it is: digests are longer.
_PLAIN = r"^.{1,15}$"


class AlreadyEnabled(Exception):
    """The account has a second factor: remove it first."""


class WrongCode(Exception):
    """The code is wrong, was used before, or comes too soon after a wrong one."""


def confirmed_for(account: str) -> Exists:
    """Whether the account that the outer query calls `account` has one: for annotating `second_factor`."""
    return Exists(Authenticator.objects.filter(user=OuterRef(account), confirmed=True))


def has_second_factor(user: User) -> bool:
    """Whether signing in takes a code."""
    known: bool | None = getattr(user, "second_factor", None)
    return bool(Authenticator.objects.filter(user=user, confirmed=True).exists()) if known is None else known


def recovery_codes_left(user: User) -> int:
    """How many of the recovery codes have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def second_factor_begin(user: User) -> tuple[str, str]:
    """A new secret (base32) and its otpauth:// address; counts only once confirmed. Raises AlreadyEnabled."""
    if has_second_factor(user):
        raise AlreadyEnabled
    Authenticator.objects.filter(user=user).delete()
    secret = secrets.token_bytes(_SECRET)
    device = Authenticator.objects.create(
        user=user, name="authenticator", confirmed=False, key=Authenticator.sealed(user.pk, secret)
    )
    return base64.b32encode(secret).decode(), device.config_url


@transaction.atomic
def second_factor_confirm(user: User, code: str) -> list[str]:
    """Switches it on, once the app has shown that it knows the secret; returns the recovery codes. Raises WrongCode."""
    device = Authenticator.objects.filter(user=user, confirmed=False).first()
    if device is None or not verify_token(user, device.persistent_id, code):
        raise WrongCode
    Authenticator.objects.filter(pk=device.pk).update(confirmed=True)
    StaticDevice.objects.filter(user=user).delete()
    recovery = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=recovery, token=device.digest(code)) for code in codes])
    return codes


def second_factor_check(user: User, code: str) -> None:
    """Uses the code up. Raises WrongCode."""
    code = code.replace(" ", "")
    device = Authenticator.objects.filter(user=user, confirmed=True).first()
    if device is None or not (_shown_now if _is_of_app(device, code) else _recovers)(device, code):
        raise WrongCode


def _is_of_app(device: Authenticator, code: str) -> bool:
    """Recovery codes are longer: one of a million is all digits, too."""
    return code.isdecimal() and len(code) <= device.digits


def _shown_now(device: Authenticator, code: str) -> bool:
    return bool(verify_token(device.user, device.persistent_id, code))


def _recovers(device: Authenticator, code: str) -> bool:
    recovery = StaticDevice.objects.filter(user=device.user, confirmed=True).first()
    try:
        _cover_recovery_codes(device)
        digest = device.digest(code.lower())
    except CannotOpen:
        log.error("second_factor_cannot_be_opened", user=device.user_id)  # noqa: TRY400 -- the traceback tells no more
        return False
    return recovery is not None and bool(verify_token(device.user, recovery.persistent_id, digest))


@transaction.atomic
def second_factor_remove(user: User) -> None:
    """Signing in takes the password alone again."""
    Authenticator.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def second_factors_cover() -> dict[str, int]:
    """Seals by today's key what another or none has sealed, and digests what is left of plain recovery codes.

    Returns how many of each, and of how many the secret cannot be opened: their owners need another second factor.
    """
    done = {"secrets_sealed": 0, "recovery_codes_digested": 0, "secrets_lost": 0}
    devices: QuerySet[Authenticator] = Authenticator.objects.order_by("pk")
    for device in devices.iterator():
        try:
            if key := device.resealed():
                # Not over one that is being replaced or used right now: it comes again in an hour.
                done["secrets_sealed"] += Authenticator.objects.filter(pk=device.pk, key=device.key).update(key=key)
            done["recovery_codes_digested"] += _cover_recovery_codes(device) if device.confirmed else 0
        except CannotOpen:
            done["secrets_lost"] += 1
    if done["secrets_lost"]:
        log.error("second_factors_cannot_be_opened", accounts=done["secrets_lost"])
    return done


def _cover_recovery_codes(device: Authenticator) -> int:
    plain = StaticToken.objects.filter(device__user=device.user_id, token__regex=_PLAIN)
    return sum(
        StaticToken.objects.filter(pk=code.pk, token=code.token).update(token=device.digest(code.token))
        for code in plain
    )
