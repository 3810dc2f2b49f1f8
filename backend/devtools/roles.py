"""The desk's roles on a PostgreSQL of its own: the same as in the containers, without passwords."""
# ruff: noqa: S603 -- the program that is run here is named here

import subprocess
from dataclasses import dataclass

from psycopg.conninfo import conninfo_to_dict

from devtools.console import Problem
from devtools.paths import BACKEND
from devtools.postgres import binaries

_SQL = BACKEND / "privileges" / "server" / "roles.sql"
_NAMES = {"owner": "desk_owner", "application": "desk_app", "backup": "desk_backup"}


@dataclass(frozen=True)
class Roles:
    """The same database, as each of the roles reaches it."""

    owner: str
    application: str
    backup: str


def make_roles(url: str) -> Roles:
    """Make the roles, or put them right, on the server that `url` leads to as its superuser, on a Unix socket.

    Raises Problem with psql's own words.
    """
    given = conninfo_to_dict(url)
    where = [f"--host={given['host']}", f"--username={given['user']}", f"--dbname={given['dbname']}"]
    names = [word for name, role in _NAMES.items() for word in ("-v", f"{name}={role}", "-v", f"{name}_password=")]
    command = [str(binaries() / "psql"), "--quiet", "--no-psqlrc", *where, *names, f"--file={_SQL}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"the roles of the database could not be made: {done.stderr.strip()}")
    return Roles(
        **{name: f"postgres://{role}@/{given['dbname']}?host={given['host']}" for name, role in _NAMES.items()}
    )
