"""What must be closed before the desk is put on the internet. Each fault comes with its remedy, all of them at once."""

import re
from collections.abc import Callable, Iterator

from django.core.exceptions import ImproperlyConfigured

from config.env import env, secret, secrets_of

# As `manage.py check --deploy` demands.
_KEY_MIN, _KEY_DISTINCT = 50, 5
_PLACEHOLDER = re.compile(r"change.?me|insecure|placeholder|example|your.?secret|replace", re.IGNORECASE)
# The passwords that stand in this repository, in its documentation and in everybody's first guess. PostgreSQL's
# container refuses the same (privileges/server/known-passwords.sh).
_KNOWN_PASSWORDS = frozenset(
    ["development-only", "password", "secret", "postgres", "desk", "triage", "admin", "changeme", "change-me", "file"]
)


def production_faults() -> list[str]:
    """Every fault in the environment; nothing where there is none."""
    faults: list[str] = []
    for check in (_secret_key, _fallback_keys, _debug, _open, _hosts, _proxy, _database_password):
        faults.extend(_guarded(check))
    return faults


def _guarded(check: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What cannot even be read is a fault too."""
    try:
        yield from check()
    except ImproperlyConfigured as error:
        yield str(error)


def _secret_key() -> Iterator[str]:
    key = secret("SECRET_KEY")
    remedy = "set a random one (openssl rand -base64 48)."
    if len(key) < _KEY_MIN or len(set(key)) < _KEY_DISTINCT:
        yield f"SECRET_KEY is missing or shorter than {_KEY_MIN} characters, or repeats a few of them: {remedy}"
    elif _PLACEHOLDER.search(key):
        yield f"SECRET_KEY is a placeholder: {remedy}"


def _fallback_keys() -> Iterator[str]:
    """What an earlier key signed, or the next one, holds like what today's does: so they are held to the same."""
    keys = secrets_of("SECRET_KEY_FALLBACKS")
    if any(len(key) < _KEY_MIN or len(set(key)) < _KEY_DISTINCT or _PLACEHOLDER.search(key) for key in keys):
        yield (
            f"SECRET_KEY_FALLBACKS names a key that is shorter than {_KEY_MIN} characters, repeats a few of them or is "
            "a placeholder: only keys that were or will be SECRET_KEY belong there, separated by commas."
        )


def _debug() -> Iterator[str]:
    if env.bool("DEBUG", default=False):
        yield "DEBUG=true would show the inside of the desk to anybody who meets an error: remove it."


def _open() -> Iterator[str]:
    if env.bool("DESK_OPEN", default=False):
        yield "DESK_OPEN=true lets anybody do anything without signing in: remove it."


def _hosts() -> Iterator[str]:
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or any(host.startswith((".", "*")) for host in hosts):
        yield "ALLOWED_HOSTS must name the hosts the desk is served from, without wildcards: desk.example.org."


def _proxy() -> Iterator[str]:
    if not env.list("TRUSTED_PROXIES", default=[]):
        yield (
            "TRUSTED_PROXIES must name the proxy that ends TLS in front of the desk (unix, or its network such as "
            "172.16.0.0/12): without it no request counts as https, and all clients have the proxy's address."
        )


def _database_password() -> Iterator[str]:
    for name in ("DATABASE_URL", "MIGRATIONS_DATABASE_URL", "REPLICA_DATABASE_URL"):
        url = secret(name)
        config = env.db_url_config(url) if url else {}
        password = config.get("PASSWORD")
        if password and (password.lower() in _KNOWN_PASSWORDS or password == config.get("USER")):
            yield (
                f"The password in {name} is one that everybody knows: set another (openssl rand -hex 24), in "
                "PostgreSQL too (ALTER ROLE … PASSWORD)."
            )
