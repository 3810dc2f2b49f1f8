"""The authenticator app of an account, as django-otp keeps it, but with nothing that somebody could sign in with."""

import base64
import hashlib
import hmac

import structlog
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.sealing import CannotOpen, is_sealed, seal, unseal

log = structlog.get_logger("desk.accounts")

_DIGEST = 12  # bytes: as many as fit into the 16 characters that django-otp has for a code


class Authenticator(TOTPDevice):  # type: ignore[misc]  # django-otp has no types
    """An authenticator app. `key` is its secret, sealed; in hexadecimal only where an earlier version made it."""

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret. Raises CannotOpen."""
        return self._secret()[0]

    @classmethod
    def sealed(cls, user_id: int, secret: bytes) -> str:
        """What to keep as `key` of this account's device."""
        return seal(secret, about=f"totp of {user_id}")

    def resealed(self) -> str | None:
        """`key` as today's SECRET_KEY seals it; None where that is what it is. Raises CannotOpen."""
        secret, current = self._secret()
        return None if current else self.sealed(self.user_id, secret)

    def verify_token(self, token: str) -> bool:
        """Whether the app shows this code now; uses it up."""
        try:
            if key := self.resealed():
                self.key = key  # saved with the outcome
        except CannotOpen:
            log.error("second_factor_cannot_be_opened", user=self.user_id)  # noqa: TRY400 -- the traceback tells no more
            return False
        return bool(super().verify_token(token))

    def digest(self, recovery_code: str) -> str:
        """What to keep of a recovery code: without the secret nobody finds the code to it, short as it is."""
        made = hmac.digest(self.bin_key, b"recovery code " + recovery_code.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made[:_DIGEST]).decode()

    def _secret(self) -> tuple[bytes, bool]:
        if is_sealed(self.key):
            return unseal(self.key, about=f"totp of {self.user_id}")
        return bytes.fromhex(self.key), False
