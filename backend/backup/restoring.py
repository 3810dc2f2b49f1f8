"""The way back: into a database beside the one in use, compared, and only then in its place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

from backup import databases, store
from backup.fingerprint import differences
from backup.problem import Problem
from backup.programs import run
from backup.settings import Settings, database_name
from backup.store import Backup

_HAS_TABLES = """
SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
               WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema')
"""


def restore(settings: Settings, backup: Backup, *, replace: bool) -> str:
    """Make the database of DATABASE_URL hold what `backup` holds.

    Returns the name under which what was there before is kept, or "" if nothing was there. Raises Problem if something
    is there and `replace` is not said, or if what was restored is not what was backed up; then nothing has changed.
    """
    target = database_name(settings.url)
    with store.locked(settings.folder), databases.server(settings.url) as connection:
        there = databases.exists(connection, target)
        filled = there and _has_tables(settings.url)
        if filled and not replace:
            raise Problem(
                f"the database {target} is not empty. With --replace the backup takes its place; what is there now is "
                "kept under another name."
            )
        fresh = f"{target}_restoring"
        databases.create(connection, fresh)
        try:
            with _readable(settings, backup) as dump:
                databases.fill(make_conninfo(settings.url, dbname=fresh), dump, privileges=True)
            if wrong := differences(backup.held(), databases.look(make_conninfo(settings.url, dbname=fresh))):
                raise Problem("what was restored is not what was backed up:\n  " + "\n  ".join(wrong))
            _gather_statistics(make_conninfo(settings.url, dbname=fresh))
        except BaseException:
            databases.drop(connection, fresh)
            raise
        return _swap(connection, fresh, target, there=there, filled=filled)


def _swap(connection: Connection[Any], fresh: str, target: str, *, there: bool, filled: bool) -> str:
    before = f"{target}_before_{datetime.now(UTC):%Y%m%d%H%M%S}"
    if there:
        # Nobody comes in between the end of the last session and the new name.
        _alter(connection, target, "ALLOW_CONNECTIONS false")
        try:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s "
                "AND usesysid IS NOT NULL",  # autovacuum goes by itself, and is no role's to end
                [target],
            )
            _rename(connection, target, before)
        except BaseException:
            _alter(connection, target, "ALLOW_CONNECTIONS true")
            raise
    try:
        _rename(connection, fresh, target)
    except BaseException:
        if there:
            _rename(connection, before, target)
            _alter(connection, target, "ALLOW_CONNECTIONS true")
        raise
    if not filled:
        databases.drop(connection, before)
        return ""
    _alter(connection, before, "ALLOW_CONNECTIONS true")
    return before


def _alter(connection: Connection[Any], name: str, change: LiteralString) -> None:
    connection.execute(sql.SQL("ALTER DATABASE {} {}").format(sql.Identifier(name), sql.SQL(change)))


def _rename(connection: Connection[Any], name: str, to: str) -> None:
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _has_tables(conninfo: str) -> bool:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(_HAS_TABLES).fetchone()
        return bool(row and row[0])


def _gather_statistics(conninfo: str) -> None:
    """A dump carries none, and without them the first searches are planned badly."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("ANALYZE")


@contextmanager
def _readable(settings: Settings, backup: Backup) -> Iterator[Path]:
    """The dump, decrypted beside the backups for as long as it is needed."""
    if backup.dump.suffix != ".age":
        yield backup.dump
        return
    if not settings.identity:
        raise Problem(f"{backup.dump.name} is encrypted: BACKUP_AGE_IDENTITY_FILE must name the file with the key.")
    by_hand = settings.identity == "-"
    if not by_hand and not os.access(settings.identity, os.R_OK):
        raise Problem(
            f"the key {settings.identity} cannot be read by this user (uid {os.getuid()}). Hand it in instead: "
            "BACKUP_AGE_IDENTITY_FILE=- and `< key.txt`, as docs/operations.md tells (Encryption)."
        )
    # Under a name that goes with what else a killed run leaves.
    with tempfile.TemporaryDirectory(dir=settings.folder, prefix="desk-", suffix=".partial") as folder:
        plain = Path(folder) / "dump"
        options = ("--identity", settings.identity, "--output", str(plain))
        run("age", "--decrypt", *options, str(backup.dump), reads=by_hand)
        yield plain
