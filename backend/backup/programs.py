"""PostgreSQL's own programs, and those that encrypt and copy."""

import os
import subprocess

from psycopg.conninfo import conninfo_to_dict

from backup.problem import Problem

# libpq's variables: on a command line everybody on the machine could read the password.
_VARIABLES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def run(program: str, *arguments: str, conninfo: str = "", reads: bool = False) -> None:
    """Run `program`, against the database `conninfo` if there is one. Raises Problem with its own words.

    With `reads` it is given our standard input.
    """
    given = conninfo_to_dict(conninfo)
    libpq = {variable: str(given[key]) for key, variable in _VARIABLES.items() if given.get(key) is not None}
    try:
        done = subprocess.run(  # noqa: S603 -- programs and arguments are ours, names of files included
            [program, *arguments],
            env=os.environ | libpq,
            stdin=None if reads else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise Problem(f"{program} is not installed here: use the backup container.") from error
    if done.returncode != 0:
        raise Problem(f"{program} failed: {done.stderr.strip() or done.stdout.strip() or done.returncode}")
