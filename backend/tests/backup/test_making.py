"""A backup counts once it was restored and compared."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from backup import databases, making, store
from backup.making import check_database, make
from backup.problem import Problem, in_words
from backup.settings import Settings, database_name

from .conftest import add_tickets

NOW = datetime(2026, 1, 31, 2, 30, tzinfo=UTC)
TICKETS = "public.tickets_ticket"


def test_it_is_kept_with_what_it_holds(desk: Settings, tmp_path: Path, database_names: Callable[[], set[str]]) -> None:
    made = make(desk, NOW)
    assert made.name == "desk-20260131T023000Z"
    assert store.backups(tmp_path) == [made]
    assert made.held().tables[TICKETS][0] == 3
    assert check_database(desk) not in database_names()
    assert {path.suffix for path in tmp_path.glob("desk-*")} == {".dump", ".json"}


def test_what_is_written_meanwhile_neither_disturbs_nor_is_in_it(
    desk: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = making.run

    def run_late(*arguments: str, **options: Any) -> None:
        add_tickets("After the snapshot")
        run(*arguments, **options)

    monkeypatch.setattr(making, "run", run_late)
    held = make(desk, NOW).held()
    assert held.tables[TICKETS][0] == 3
    least, most = held.sequences["public.tickets_ticket_id_seq"]
    assert most == least + 1
    assert databases.look(desk.url).tables[TICKETS][0] == 4


def test_two_desks_of_one_name_are_checked_one_after_the_other(desk: Settings, tmp_path: Path) -> None:
    """Their databases are on two servers, and BACKUP_CHECK_URL names the same third."""
    desks = [replace(desk, folder=tmp_path / name) for name in ("one", "other", "third")]
    for one in desks:
        one.folder.mkdir()
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(make, desks, [NOW] * len(desks)))
    assert [backup.held().tables[TICKETS][0] for backup in made] == [3, 3, 3]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE tickets_ticket SET title = 'x' WHERE id = (SELECT min(id) FROM tickets_ticket)", "other contents"),
        ("DELETE FROM tickets_search", "public.tickets_search: 3 rows became 0 rows"),
        ("ALTER TABLE tickets_ticket DISABLE TRIGGER USER", "trigger public.tickets_ticket."),
        ("ALTER SEQUENCE tickets_ticket_id_seq RESTART", "sequence public.tickets_ticket_id_seq"),
        ("DROP INDEX tickets_newest", "index public.tickets_newest: missing"),
    ],
)
def test_a_restored_database_that_differs_in_anything_is_no_backup(
    desk: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str, told: str
) -> None:
    fill = databases.fill

    def fill_badly(conninfo: str, dump: Path, *, privileges: bool) -> None:
        fill(conninfo, dump, privileges=privileges)
        with psycopg.connect(conninfo) as connection:
            connection.execute(damage.encode())

    good = make(desk, NOW)
    monkeypatch.setattr(databases, "fill", fill_badly)
    with pytest.raises(Problem, match="does not hold what the database held") as problem:
        make(desk, NOW + timedelta(days=1))
    assert told in str(problem.value)
    assert store.backups(tmp_path) == [good]
    assert not list(tmp_path.glob("*.partial"))


def full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What is written under `name` finds no room, though the file can be made."""

    def run_on_a_full_disk(*arguments: str, **options: Any) -> None:
        (folder / name).symlink_to("/dev/full")
        run(*arguments, **options)

    run = making.run
    monkeypatch.setattr(making, "run", run_on_a_full_disk)


@pytest.mark.parametrize("suffix", ["dump", "json"])
def test_a_full_disk_is_told_and_leaves_nothing_half(
    desk: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    good = make(desk, NOW)
    full_disk(tmp_path, monkeypatch, f"desk-20260201T023000Z.{suffix}.partial")
    with pytest.raises((Problem, OSError), match="No space left on device") as error:
        make(desk, NOW + timedelta(days=1))
    assert "No space left on device" in in_words(error.value)
    assert store.look(tmp_path) == ([good], {})
    assert {path.name for path in tmp_path.glob("desk-*")} == {good.dump.name, good.manifest.name}


def test_a_good_one_is_never_written_over(desk: Settings, tmp_path: Path) -> None:
    """The clock went back to the very second."""
    good = make(desk, NOW)
    before = good.dump.read_bytes()
    with pytest.raises(Problem, match="there is a backup desk-20260131T023000Z already"):
        make(desk, NOW)
    assert good.dump.read_bytes() == before
    assert store.backups(tmp_path) == [good]


def test_a_database_without_tables_is_nothing_to_back_up(copy: Settings) -> None:
    with databases.server(copy.url) as server:
        databases.create(server, database_name(copy.url))
    with pytest.raises(Problem, match="no tables"):
        make(copy, NOW)


def test_two_do_not_run_at_once(desk: Settings, tmp_path: Path) -> None:
    with store.locked(tmp_path), pytest.raises(Problem, match="under way"):
        make(desk, NOW)
