"""Backed up, destroyed, restored: the same."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from backup import databases, store
from backup.fingerprint import differences
from backup.making import make
from backup.problem import Problem
from backup.restoring import restore
from backup.settings import Settings, database_name
from backup.store import Backup
from devtools.paths import BACKEND

NOW = datetime(2026, 1, 31, 2, 30, tzinfo=UTC)
TICKETS = "public.tickets_ticket"


@pytest.fixture
def backup(desk: Settings) -> Backup:
    return make(desk, NOW)


def titles(settings: Settings) -> list[str]:
    with psycopg.connect(settings.url) as connection:
        return [row[0] for row in connection.execute("SELECT title FROM tickets_ticket ORDER BY id").fetchall()]


def test_a_database_that_was_destroyed_comes_back_equal(desk: Settings, copy: Settings, backup: Backup) -> None:
    assert restore(copy, backup, replace=False) == ""
    first = databases.look(copy.url)
    with databases.server(copy.url) as server:
        databases.drop(server, database_name(copy.url))

    assert restore(copy, backup, replace=False) == ""

    source, restored = databases.look(desk.url), databases.look(copy.url)
    assert differences(source, restored) == []
    assert differences(first, restored) == []
    assert restored.tables[TICKETS] == source.tables[TICKETS]
    assert restored.tables[TICKETS][0] == 3
    assert restored.sequences == source.sequences
    kinds = {name.split()[0] for name in restored.objects}
    assert {"column", "constraint", "index", "trigger", "function", "view", "value"} <= kinds


def test_the_restored_desk_goes_on_where_it_was(copy: Settings, backup: Backup) -> None:
    restore(copy, backup, replace=False)
    with psycopg.connect(copy.url, autocommit=True) as connection:
        highest = connection.execute("SELECT max(id) FROM tickets_ticket").fetchone()[0]
        added = connection.execute(
            "INSERT INTO tickets_ticket (title, description) VALUES ('New', 'One') RETURNING id"
        ).fetchone()[0]
        found = connection.execute("SELECT count(*) FROM tickets_search WHERE ticket_id = %s", [added]).fetchone()[0]
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("UPDATE tickets_ticket SET status = 'nonsense'")
    assert added == highest + 1
    assert found == 1  # by a trigger


def test_a_database_with_tables_is_not_replaced_unless_told(copy: Settings, backup: Backup) -> None:
    restore(copy, backup, replace=False)
    with psycopg.connect(copy.url) as connection:
        connection.execute("UPDATE tickets_ticket SET title = 'Changed since'")
    with pytest.raises(Problem, match=rf"{database_name(copy.url)} is not empty. With --replace"):
        restore(copy, backup, replace=False)
    assert titles(copy) == ["Changed since"] * 3


def test_what_is_replaced_is_kept_under_another_name(
    copy: Settings, backup: Backup, database_names: Callable[[], set[str]]
) -> None:
    restore(copy, backup, replace=False)
    with psycopg.connect(copy.url, autocommit=True) as still_connected:
        still_connected.execute("DELETE FROM tickets_ticket")
        kept = restore(copy, backup, replace=True)
        with pytest.raises(psycopg.OperationalError):
            still_connected.execute("SELECT 1")
    assert len(titles(copy)) == 3
    assert {database_name(copy.url), kept} <= database_names()
    with psycopg.connect(copy.url, dbname=kept) as old:
        assert old.execute("SELECT count(*) FROM tickets_ticket").fetchone() == (0,)


def test_an_empty_database_is_filled_without_being_told(
    copy: Settings, backup: Backup, database_names: Callable[[], set[str]]
) -> None:
    with databases.server(copy.url) as server:
        databases.create(server, database_name(copy.url))
    assert restore(copy, backup, replace=False) == ""
    assert len(titles(copy)) == 3
    name = database_name(copy.url)
    assert {one for one in database_names() if one.startswith(name)} == {name}


def test_a_dump_that_was_changed_is_not_put_in_place(
    copy: Settings, backup: Backup, database_names: Callable[[], set[str]]
) -> None:
    held = backup.held()
    held.tables[TICKETS] = (3, "1")
    store.write_manifest(backup.manifest, held, 1)
    with pytest.raises(Problem, match=f"{TICKETS}: other contents in 3 rows"):
        restore(copy, backup, replace=True)
    assert not {name for name in database_names() if name.startswith(database_name(copy.url))}


def test_a_torn_dump_leaves_the_database_alone(copy: Settings, backup: Backup) -> None:
    restore(copy, backup, replace=False)
    whole = backup.dump.read_bytes()
    backup.dump.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Problem, match="pg_restore failed"):
        restore(copy, backup, replace=True)
    assert len(titles(copy)) == 3


def test_an_encrypted_one_asks_for_the_key(copy: Settings, backup: Backup, tmp_path: Path) -> None:
    backup.dump.rename(backup.dump.with_suffix(".dump.age"))
    with pytest.raises(Problem, match="BACKUP_AGE_IDENTITY_FILE"):
        restore(copy, store.find(tmp_path, "latest", NOW), replace=False)


@pytest.fixture
def age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands for the program: reads the key from where it is told, and takes only the right one."""
    program = tmp_path / "bin" / "age"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\n[ "$1 $2 $4" = "--decrypt --identity --output" ] || exit 2\n'
        '[ "$(cat "$3")" = "the key" ] || { echo "no identity matched" >&2; exit 1; }\ncp "$6" "$5"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(("handed_in", "told"), [("the key\n", ""), ("another\n", "no identity matched")])
def test_the_key_is_read_from_standard_input(
    copy: Settings, backup: Backup, tmp_path: Path, age: None, handed_in: str, told: str
) -> None:
    backup.dump.rename(backup.dump.with_suffix(".dump.age"))
    command = [sys.executable, "-m", "backup", "restore", "latest"]
    environment = os.environ | {
        "DATABASE_URL": copy.url,
        "BACKUP_FOLDER": str(tmp_path),
        "BACKUP_AGE_IDENTITY_FILE": "-",
    }
    done = subprocess.run(
        command, cwd=BACKEND, env=environment, input=handed_in, capture_output=True, text=True, check=False
    )
    assert told in done.stderr
    assert done.returncode == (1 if told else 0), done.stderr
    assert len(told or titles(copy)) == len(told or "...")
    assert not list(tmp_path.glob("*.partial"))  # nothing decrypted stays


def test_a_key_that_cannot_be_read_is_told_how_to_be_handed_in(copy: Settings, backup: Backup, tmp_path: Path) -> None:
    backup.dump.rename(backup.dump.with_suffix(".dump.age"))
    with_key = replace(copy, identity=str(tmp_path / "key.txt"))
    with pytest.raises(Problem, match=r"key\.txt cannot be read by this user .* BACKUP_AGE_IDENTITY_FILE=- and"):
        restore(with_key, store.find(tmp_path, "latest", NOW), replace=False)
