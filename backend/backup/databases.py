"""Databases on a server: made, filled from a dump, compared, renamed, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

from backup import fingerprint
from backup.fingerprint import Fingerprint
from backup.problem import Problem
from backup.programs import run


@contextmanager
def server(conninfo: str) -> Iterator[Connection[Any]]:
    """A connection to the server's own database, outside any transaction. Raises Problem if there is none."""
    try:
        connection = psycopg.connect(make_conninfo(conninfo, dbname="postgres"), autocommit=True)
    except psycopg.OperationalError as error:
        raise Problem(f"the database server does not let us in: {str(error).strip()}") from error
    with connection:
        yield connection


def exists(connection: Connection[Any], name: str) -> bool:
    """Whether the server has a database of this name."""
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def create(connection: Connection[Any], name: str) -> None:
    """An empty database, in the place of one that an interrupted run left behind, with temporary tables for nobody."""
    drop(connection, name)
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    connection.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))


def drop(connection: Connection[Any], name: str) -> None:
    """Whoever is connected is cut off."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(conninfo: str, dump: Path, *, privileges: bool) -> None:
    """Restore `dump` into an empty database; what it holds is then the role's of `conninfo`.

    With `privileges`, other roles get the rights they had. Raises Problem at the first statement that fails.
    """
    options = ["--exit-on-error", "--no-owner", *([] if privileges else ["--no-privileges"])]
    run("pg_restore", *options, f"--dbname={_name(conninfo)}", str(dump), conninfo=conninfo)


def look(conninfo: str) -> Fingerprint:
    """What the database holds, as of one moment."""
    with psycopg.connect(conninfo) as connection:
        fingerprint.prepare(connection)
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return fingerprint.take(connection)


def _name(conninfo: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(conninfo)["dbname"])
