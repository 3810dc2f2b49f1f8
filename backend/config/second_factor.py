"""Of whom a second factor is demanded, from the environment."""

from django.core.exceptions import ImproperlyConfigured

from api.roles import Role
from config.env import env

_WORDS = {"nobody": None, "administrator": Role.ADMINISTRATOR, "agent": Role.AGENT}


def second_factor_required(otherwise: str) -> Role | None:
    """The lowest role that must have one, None for nobody. Raises ImproperlyConfigured for an unknown word."""
    word = env.str("SECOND_FACTOR_REQUIRED", default="") or otherwise
    if word not in _WORDS:
        raise ImproperlyConfigured(f"SECOND_FACTOR_REQUIRED={word} is unknown: use one of {', '.join(_WORDS)}.")
    return _WORDS[word]
