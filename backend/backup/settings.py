"""What is backed up, when, and where to: from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backup.problem import Problem


@dataclass(frozen=True)
class Settings:
    """`at` is UTC. `daily` and `weekly` are how many days and weeks keep their newest backup.

    `url` is of a role that reads everything and may make a database; `owner_url` of the one that owns the tables.
    """

    url: str
    owner_url: str
    check_url: str
    folder: Path
    at: time
    daily: int
    weekly: int
    recipients: tuple[str, ...]
    identity: str
    remote: str
    textfile: Path | None

    def as_owner(self) -> "Settings":
        """For a restore: what it makes must be the owner's."""
        return replace(self, url=self.owner_url)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises Problem, naming the setting, for what is missing or malformed."""
    url = _conninfo(environment, "DATABASE_URL")
    check = _conninfo(environment, "BACKUP_CHECK_URL") if _value(environment, "BACKUP_CHECK_URL") else url
    textfile = _value(environment, "BACKUP_METRICS_FILE")
    return Settings(
        url=url,
        owner_url=_conninfo(environment, owner) if _value(environment, owner := "MIGRATIONS_DATABASE_URL") else url,
        check_url=check,
        folder=Path(_value(environment, "BACKUP_FOLDER") or "/backups"),
        at=_time(_value(environment, "BACKUP_AT") or "02:30"),
        daily=_count(environment, "BACKUP_KEEP_DAILY", 7),
        weekly=_count(environment, "BACKUP_KEEP_WEEKLY", 5),
        recipients=tuple(re.split(r"[\s,]+", given)) if (given := _value(environment, "BACKUP_AGE_RECIPIENTS")) else (),
        identity=_value(environment, "BACKUP_AGE_IDENTITY_FILE"),
        remote=_value(environment, "BACKUP_REMOTE").rstrip("/"),
        textfile=Path(textfile) if textfile else None,
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    value, path = environment.get(name, "").strip(), environment.get(f"{name}_FILE", "").strip()
    if value and path:
        raise Problem(f"Set {name} or {name}_FILE, not both.")
    if not path:
        return value
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Problem(f"{name}_FILE={path} cannot be read: {error.strerror}.") from error


def _conninfo(environment: Mapping[str, str], name: str) -> str:
    """A libpq connection string, with the TLS settings that the desk itself uses."""
    url = _value(environment, name)
    if not url:
        raise Problem(f"{name} must say where the database is: postgres://user:password@host:5432/name.")
    tls = {"sslmode": environment.get("DB_SSLMODE"), "sslrootcert": environment.get("DB_SSLROOTCERT")}
    try:
        return make_conninfo(url, **{key: value for key, value in tls.items() if value})
    except ProgrammingError as error:  # its message would quote the password
        raise Problem(f"{name} is not an address such as postgres://user:password@host:5432/name.") from error


def database_name(conninfo: str) -> str:
    """The database that a connection string leads to."""
    return str(conninfo_to_dict(conninfo).get("dbname") or conninfo_to_dict(conninfo).get("user") or "")


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise Problem(f"BACKUP_AT={text} is not a time of day such as 02:30 (UTC).") from error


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "").strip() or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise Problem(f"{name}={text} must be a number of at least 1.")
    return int(text)
