"""What the processes of `make run` find in their environment."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from devtools.paths import DATA, RUNBOOKS, STATIC_ROOT
from devtools.roles import make_roles

# What the caller may have set for another database.
_FILES = ("DATABASE_URL_FILE", "MIGRATIONS_DATABASE_URL_FILE")


def desk_environment(database_url: str, data: Path = DATA) -> dict[str, str]:
    """The caller's environment, and what the desk needs for development where the caller did not say."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.development", "PYTHONUNBUFFERED": "1"} | os.environ
    environment["DATABASE_URL"] = database_url
    if not {"SECRET_KEY", "SECRET_KEY_FILE"} & environment.keys():
        environment["SECRET_KEY_FILE"] = str(_secret_key_file(data))
    return environment


def embedded_environment(server_url: str, data: Path = DATA) -> dict[str, str]:
    """As `desk_environment`, on the embedded server at `server_url`: with the two roles that production has."""
    roles = make_roles(server_url)
    environment = desk_environment(roles.application, data) | {"MIGRATIONS_DATABASE_URL": roles.owner}
    return {name: value for name, value in environment.items() if name not in _FILES}


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """What serves and works has no use for the owner's role."""
    return {name: value for name, value in environment.items() if not name.startswith("MIGRATIONS_DATABASE_URL")}


def caddy_environment(environment: Mapping[str, str], *, address: str, port: int, backend: str) -> dict[str, str]:
    """What caddy/Caddyfile reads."""
    return {
        **environment,
        "BIND_ADDRESS": address,
        "PORT": str(port),
        "BACKEND": backend,
        "STATIC_ROOT": str(STATIC_ROOT),
        "RUNBOOKS": str(RUNBOOKS),
    }


def _secret_key_file(data: Path) -> Path:
    """A key of this checkout's own, kept so that people stay signed in over a restart."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path
