"""Two roles of the database: the owner of its tables migrates, the application reads and writes their rows."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.env import env, secret

# Commands that change the schema, or must own a table to do what they are for.
OWNERS = frozenset({"migrate", "migrate_locked", "counters", "database_roles", "flush", "load_tickets"})

_ROLE = "DB_APPLICATION_ROLE"


def become_owner() -> None:
    """From here on DATABASE_URL is the owner's (MIGRATIONS_DATABASE_URL), if that is another.

    Called before the settings are read. Raises ImproperlyConfigured for a secret that cannot be read.
    """
    if owner := secret("MIGRATIONS_DATABASE_URL"):
        os.environ[_ROLE] = application_role()
        os.environ["DATABASE_URL"] = owner
        os.environ.pop("DATABASE_URL_FILE", None)


def application_role() -> str:
    """The role of DATABASE_URL, or "" where that is the owner's too. Raises ImproperlyConfigured if it has no name."""
    owner, url = secret("MIGRATIONS_DATABASE_URL"), secret("DATABASE_URL")
    if known := env.str(_ROLE, default=""):
        return str(known)
    if not owner or not url or _user(owner) == _user(url):
        return ""
    if not _user(url):
        raise ImproperlyConfigured("DATABASE_URL must name its role when MIGRATIONS_DATABASE_URL is another's.")
    return _user(url)


def _user(url: str) -> str:
    return str(env.db_url_config(url).get("USER") or "")
