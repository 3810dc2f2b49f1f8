"""Migrations run once, and step aside for those who use the desk."""

import os
import re
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from devtools.paths import BACKEND
from telemetry.lock_waits import holders, waiting_at_most
from telemetry.management.commands import migrate_locked

LAST = "0005_applied_analyses"  # of the app tickets: it changes the table of the history
TABLE = "tickets_ticketevent"


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The URL of a database without a table, beside that of the tests."""
    name = f"upgrade_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            at = admin.info
            yield f"postgres://{at.user}@/{name}?host={at.host}&port={at.port}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_two_that_start_at_once_on_an_empty_database_migrate_it_once(empty_database: str) -> None:
    command = [sys.executable, "manage.py", "migrate_locked"]
    environment = os.environ | {"DATABASE_URL": empty_database}
    both = [
        subprocess.Popen(
            command, cwd=BACKEND, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted("No migrations to apply." in out for out, _ in told) == [False, True]
    with psycopg.connect(empty_database) as database:
        [[applied, different]] = database.execute(
            "SELECT count(*), count(DISTINCT (app, name)) FROM django_migrations"
        ).fetchall()
    assert applied == different > 20


@pytest.fixture
def one_to_do(transactional_db: None) -> Iterator[None]:
    """The last migration of the tickets is still to be applied."""
    call_command("migrate", "tickets", "0004_counters", verbosity=0)
    yield
    call_command("migrate", verbosity=0)


@pytest.fixture
def reader() -> Iterator[psycopg.Connection]:
    """Somebody whose transaction has read the table, and stays open."""
    with psycopg.connect(dbname=connection.settings_dict["NAME"], **_where(), application_name="reader") as other:
        other.execute(f"SELECT FROM {TABLE} LIMIT 1")
        yield other


def _where() -> dict[str, str]:
    at = connection.get_connection_params()
    return {name: str(at[name]) for name in ("host", "port", "user") if at.get(name)}


def applied() -> bool:
    return ("tickets", LAST) in MigrationRecorder(connection).applied_migrations()


def test_a_table_in_use_is_asked_for_again_until_it_is_free(
    one_to_do: None, reader: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        # In the pause nobody waits behind the migration: another reader is served at once.
        with psycopg.connect(dbname=connection.settings_dict["NAME"], **_where()) as another:
            another.execute("SET lock_timeout = '10ms'")
            another.execute(f"SELECT FROM {TABLE} LIMIT 1")
        assert not applied()
        pauses.append(seconds)
        if len(pauses) == 2:
            reader.rollback()

    # Its own clock: other threads of this process sleep too.
    monkeypatch.setattr(migrate_locked, "time", SimpleNamespace(sleep=pause, monotonic=time.monotonic))
    call_command("migrate_locked", lock_timeout=0.05, verbosity=0)
    assert applied()
    assert pauses == [0.5, 1.0]
    assert "A table is in use; trying again in 0.5 s" in capsys.readouterr().err


def test_who_holds_the_table_for_too_long_is_named(one_to_do: None, reader: psycopg.Connection) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("migrate_locked", lock_timeout=0.05, seconds=0.1, verbosity=0)
    assert "lock timeout" in str(refused.value)
    held = rf"process {reader.info.backend_pid} \(reader as \w+\) holds {TABLE} for \d+ s"
    assert re.search(held, str(refused.value)), refused.value
    assert not applied()
    reader.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_role_that_may_not_look_at_others_still_names_who_holds_a_table(reader: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        role = f"upgrade_test_{uuid.uuid4().hex[:8]}"  # the server's, where other processes of the tests make theirs
        cursor.execute(f"CREATE ROLE {role}; SET ROLE {role}")
        try:
            assert re.fullmatch(rf"process {reader.info.backend_pid} \(reader as \w+\) holds {TABLE}", holders())
        finally:
            cursor.execute(f"RESET ROLE; DROP ROLE {role}")


@pytest.mark.django_db(transaction=True)
def test_an_index_that_is_built_concurrently_may_wait_for_a_writer(reader: psycopg.Connection) -> None:
    """Cut off as the others are, it would leave an invalid index behind."""
    reader.execute(f"LOCK TABLE {TABLE} IN ROW EXCLUSIVE MODE")
    with connection.cursor() as cursor, waiting_at_most(0.05):
        cursor.execute("SELECT pg_backend_pid()")
        ends = threading.Thread(target=_end_once_waited_for, args=(reader, cursor.fetchone()[0]))
        ends.start()
        cursor.execute(f"CREATE INDEX CONCURRENTLY upgrade_test ON {TABLE} (id)")
        ends.join()
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = 'upgrade_test'::regclass")
        assert cursor.fetchone() == (True,)
        cursor.execute("DROP INDEX CONCURRENTLY upgrade_test")
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("50ms",)


def _end_once_waited_for(holder: psycopg.Connection, waiting: int) -> None:
    with psycopg.connect(dbname=connection.settings_dict["NAME"], **_where(), autocommit=True) as watcher:
        while not watcher.execute("SELECT FROM pg_locks WHERE pid = %s AND NOT granted", [waiting]).fetchall():
            time.sleep(0.02)
    time.sleep(0.2)  # four times what the others may wait
    holder.rollback()
