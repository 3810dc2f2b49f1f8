"""Reading settings from the environment."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def secret(name: str, default: str = "") -> str:
    """The secret `name`, or the content of the file that `NAME_FILE` points to (Docker secrets).

    Raises ImproperlyConfigured if both are set, or if the file cannot be read.
    """
    value: str = env.str(name, default="")
    path: str = env.str(f"{name}_FILE", default="")
    if value and path:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    if not path:
        return value or default
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error.strerror}.") from error


def secrets_of(name: str) -> list[str]:
    """Several secrets, separated by commas or white space. Raises ImproperlyConfigured as `secret` does."""
    return secret(name).replace(",", " ").split()
