"""A backup: dumped, restored elsewhere, compared, and only then kept."""

import os
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from backup import databases, fingerprint, store
from backup.fingerprint import Fingerprint, differences
from backup.problem import Problem
from backup.programs import run
from backup.settings import Settings, database_name
from backup.store import Backup


def make(settings: Settings, now: datetime) -> Backup:
    """Make a backup and rotate the older ones. Raises Problem; then nothing that was good is touched."""
    with store.locked(settings.folder):
        name = store.name_at(now)
        if (settings.folder / f"{name}.json").exists():
            raise Problem(f"there is a backup {name} already: try again.")
        written = settings.folder / f"{name}.dump.partial"
        try:
            held = dump(settings.url, written)
            verify(settings, written, held)
            made = _put_away(settings, name, written, held, now)
        finally:
            written.unlink(missing_ok=True)
        store.rotate(settings.folder, daily=settings.daily, weekly=settings.weekly, now=now)
        return made


def dump(conninfo: str, file: Path) -> Fingerprint:
    """Write `file` with pg_dump, and say what the same snapshot held. Raises Problem if there is nothing in it."""
    try:
        connection = psycopg.connect(conninfo)
    except psycopg.OperationalError as error:
        raise Problem(f"the database does not let us in: {str(error).strip()}") from error
    with connection:
        fingerprint.prepare(connection)
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        before = fingerprint.sequences(connection)
        options = ("--format=custom", "--no-unlogged-table-data", f"--snapshot={row[0]}", f"--file={file}")
        run("pg_dump", *options, conninfo=conninfo)
        held = fingerprint.take(connection)
    if not held.tables:
        raise Problem("the database has no tables: there is nothing to back up.")
    bounds = {name: (before.get(name, most), most) for name, (_, most) in held.sequences.items()}
    return Fingerprint(held.tables, bounds, held.objects)


def check_database(settings: Settings) -> str:
    """On the server of BACKUP_CHECK_URL, beside those of other desks that are checked there.

    Dropped before and after, so that an interrupted run leaves at most one.
    """
    return f"{database_name(settings.url)}_backup_check"


def verify(settings: Settings, file: Path, held: Fingerprint) -> None:
    """Restore `file` into a database of its own and compare. Raises Problem with what differs."""
    name = check_database(settings)
    with databases.server(settings.check_url) as connection:
        # Another desk may have a database of the same name elsewhere: its check is waited for, not cut off.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        databases.create(connection, name)
        try:
            scratch = make_conninfo(settings.check_url, dbname=name)
            databases.fill(scratch, file, privileges=False)
            if wrong := differences(held, databases.look(scratch)):
                raise Problem("the backup does not hold what the database held:\n  " + "\n  ".join(wrong))
        finally:
            databases.drop(connection, name)


def _put_away(settings: Settings, name: str, written: Path, held: Fingerprint, now: datetime) -> Backup:
    """Encrypted if somebody is named to read it; the manifest last. What fails leaves neither of them."""
    final, manifest = settings.folder / f"{name}.dump", settings.folder / f"{name}.json"
    encrypted = settings.folder / f"{name}.dump.age.partial"
    try:
        if settings.recipients:
            final = final.with_suffix(".dump.age")
            to = [option for recipient in settings.recipients for option in ("--recipient", recipient)]
            run("age", "--encrypt", *to, "--output", str(encrypted), str(written))
            encrypted.rename(final)
        else:
            written.rename(final)
        with final.open("rb") as file:
            os.fsync(file.fileno())
        store.write_manifest(manifest, held, final.stat().st_size)
    except BaseException:
        for half in (encrypted, final, manifest.with_suffix(".json.partial")):
            half.unlink(missing_ok=True)
        raise
    return Backup(now.replace(microsecond=0), final, manifest)
