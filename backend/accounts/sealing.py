"""Secrets that the desk must read again, sealed with a key made from SECRET_KEY: who reads the database learns none.

AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D). `about` says whose secret it is, and is sealed with it: a
sealed text that is copied to another row does not open there.
"""

import base64
import secrets
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

_MARK = "1$"  # the first way of sealing
_NONCE = 12  # bytes


class CannotOpen(Exception):
    """Sealed by a key that is neither SECRET_KEY nor among SECRET_KEY_FALLBACKS, or for something else."""


def seal(secret: bytes, *, about: str) -> str:
    """ASCII text: two characters more than four thirds of the secret's length and 28."""
    nonce = secrets.token_bytes(_NONCE)
    today = next(_keys())
    return _MARK + base64.urlsafe_b64encode(nonce + today.encrypt(nonce, secret, about.encode())).decode()


def is_sealed(text: str) -> bool:
    """Whether `seal` made it, by whatever key."""
    return text.startswith(_MARK)


def unseal(text: str, *, about: str) -> tuple[bytes, bool]:
    """The secret, and whether today's SECRET_KEY sealed it. Raises CannotOpen."""
    sealed = base64.urlsafe_b64decode(text.removeprefix(_MARK))
    for number, key in enumerate(_keys()):
        try:
            return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode()), number == 0
        except InvalidTag:
            continue
    raise CannotOpen


def _keys() -> Iterator[AESGCM]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield AESGCM(salted_hmac("accounts.sealing", "", secret=key, algorithm="sha256").digest())
