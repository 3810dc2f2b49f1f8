"""Which backups are kept, and which count at all."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backup import store
from backup.fingerprint import Fingerprint
from backup.problem import Problem

NOW = datetime(2026, 3, 31, 2, 30, tzinfo=UTC)  # a Tuesday
NOTHING = Fingerprint({}, {}, {})


def put(folder: Path, made: datetime, *, checked: bool = True) -> None:
    name = store.name_at(made)
    (folder / f"{name}.dump").write_bytes(b"dump")
    if checked:
        store.write_manifest(folder / f"{name}.json", NOTHING, 4)


def test_a_backup_a_day_for_a_year_leaves_seven_days_and_five_weeks() -> None:
    made = [NOW - timedelta(days=days) for days in range(365)]
    kept = sorted(store.kept(made, daily=7, weekly=5), reverse=True)
    days = made[:7]
    sundays = [datetime(2026, 3, day, 2, 30, tzinfo=UTC) for day in (22, 15, 8)]  # 29 March is among the days
    assert kept == [*days, *sundays]


def test_of_a_day_that_has_passed_only_the_newest_stays() -> None:
    yesterday = NOW - timedelta(days=1)
    made = [NOW, *(yesterday - timedelta(hours=hours) for hours in (0, 1, 2))]
    assert store.kept(made, daily=2, weekly=1) == {NOW, yesterday}


def test_one_made_by_hand_does_not_take_the_place_of_the_nights() -> None:
    by_hand = NOW + timedelta(hours=12)
    assert store.kept([NOW, by_hand], daily=1, weekly=1) == {NOW, by_hand}


def test_after_a_long_gap_the_last_ones_are_still_there() -> None:
    made = [NOW - timedelta(days=400 + days) for days in range(10)]
    assert len(store.kept(made, daily=3, weekly=2)) >= 3


def test_rotating_deletes_what_is_not_kept_and_nothing_of_somebody_else(tmp_path: Path) -> None:
    for days in range(3):
        put(tmp_path, NOW - timedelta(days=days))
    (tmp_path / "desk-foo.dump").touch()
    (tmp_path / "somebody-elses.dump").touch()
    gone = store.rotate(tmp_path, daily=1, weekly=1, now=NOW)
    assert gone == ["desk-20260330T023000Z", "desk-20260329T023000Z"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "desk-20260331T023000Z.dump",
        "desk-20260331T023000Z.json",
        "desk-foo.dump",
        "somebody-elses.dump",
    }


def test_a_dump_that_is_being_brought_in_may_wait_a_day_for_its_manifest(tmp_path: Path) -> None:
    put(tmp_path, NOW - timedelta(days=3), checked=False)
    (dump,) = tmp_path.iterdir()
    os.utime(dump, (0, 0))  # tar says when it was written, on the machine it comes from
    came = datetime.fromtimestamp(dump.stat().st_ctime, UTC)
    store.rotate(tmp_path, daily=1, weekly=1, now=came + timedelta(hours=23))
    assert dump.exists()
    store.rotate(tmp_path, daily=1, weekly=1, now=came + timedelta(hours=25))
    assert not dump.exists()


def test_what_a_killed_run_left_half_written_is_gone_before_the_next_begins(tmp_path: Path) -> None:
    (tmp_path / "desk-20260331T023000Z.dump.partial").write_bytes(b"half")
    (tmp_path / "desk-20260331T023000Z.json.partial").write_bytes(b"{")
    (tmp_path / "desk-x.partial").mkdir()  # of a restore
    (tmp_path / "desk-x.partial" / "dump").write_bytes(b"decrypted")
    with store.locked(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_those_of_the_future_take_the_place_of_none(tmp_path: Path) -> None:
    """The clock was ten years ahead for a week, and went back."""
    future = [NOW + timedelta(days=3650 + days) for days in range(7)]
    for made in (*future, NOW, NOW - timedelta(days=1)):
        put(tmp_path, made)
    assert store.rotate(tmp_path, daily=1, weekly=1, now=NOW) == ["desk-20260330T023000Z"]
    assert [backup.made for backup in store.backups(tmp_path)] == [*reversed(future), NOW]
    assert store.find(tmp_path, "latest", NOW).made == NOW
    assert store.find(tmp_path, store.name_at(future[0]), NOW).made == future[0]


def test_a_dump_without_its_manifest_is_no_backup(tmp_path: Path) -> None:
    put(tmp_path, NOW, checked=False)
    assert store.backups(tmp_path) == []
    with pytest.raises(Problem, match="there are: none"):
        store.find(tmp_path, "latest", NOW)
    assert "no .json beside it" in store.look(tmp_path)[1]["desk-20260331T023000Z.dump"]


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (b"", "cut or damaged"),
        (b'{"bytes": 4, "fingerp', "cut or damaged"),
        (b"\xff\x00", "cut or damaged"),
        (b"[]", "cut or damaged"),
        (b'{"bytes": 4, "fingerprint": {"tables": 3}}', "cut or damaged"),
        (json.dumps({"bytes": 5, "fingerprint": NOTHING.as_json()}).encode(), "has 4 bytes instead of 5"),
    ],
)
def test_what_was_cut_does_not_count_and_leaves_the_others_alone(tmp_path: Path, manifest: bytes, told: str) -> None:
    put(tmp_path, NOW)
    put(tmp_path, NOW - timedelta(days=1))
    (tmp_path / "desk-20260331T023000Z.json").write_bytes(manifest)
    good, odd = store.look(tmp_path)
    assert [backup.made for backup in good] == [NOW - timedelta(days=1)]
    assert list(odd) == ["desk-20260331T023000Z.json"]
    assert told in odd["desk-20260331T023000Z.json"]
    store.rotate(tmp_path, daily=1, weekly=1, now=NOW)
    assert (tmp_path / "desk-20260331T023000Z.dump").exists()  # somebody may still want it


def test_names_that_are_no_backups_are_told_and_left_alone(tmp_path: Path) -> None:
    put(tmp_path, NOW)
    for name in ("desk-foo.json", "desk-2026331T23000Z.json", "desk-20261331T023000Z.json", "desk-\udcff\n.json"):
        (tmp_path / name).touch()
    (tmp_path / "desk-20260401T023000Z.json").mkdir()
    good, odd = store.look(tmp_path)
    assert [backup.made for backup in good] == [NOW]
    assert set(odd) == {
        "desk-foo.json",
        "desk-2026331T23000Z.json",
        "desk-20261331T023000Z.json",
        r"desk-\udcff\n.json",  # can be written to any terminal
        "desk-20260401T023000Z.json",
    }
    assert set(odd.values()) == {"it is no backup's manifest, and left alone."}


def test_a_manifest_without_its_dump_does_not_count(tmp_path: Path) -> None:
    put(tmp_path, NOW)
    (tmp_path / "desk-20260331T023000Z.dump").unlink()
    assert store.look(tmp_path) == ([], {"desk-20260331T023000Z.json": "its dump is missing."})


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may read everything, nobody else what has no rights at all."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("suffix", ["json", "dump"])
def test_what_another_user_brought_in_does_not_count_and_says_what_to_do(suffix: str) -> None:
    with tempfile.TemporaryDirectory() as made:  # not tmp_path, which others may not look into
        folder = Path(made)
        folder.chmod(0o755)
        put(folder, NOW)
        put(folder, NOW - timedelta(days=1))
        for path in folder.iterdir():
            path.chmod(0o644)
        (folder / f"desk-20260331T023000Z.{suffix}").chmod(0)
        with as_somebody_else():
            good, odd = store.look(folder)
        assert [backup.made for backup in good] == [NOW - timedelta(days=1)]
        (why,) = odd.values()
        assert "Permission denied. It must belong to the user that backs up" in why
        assert "docs/operations.md" in why


def test_one_is_found_by_its_name_or_as_the_latest(tmp_path: Path) -> None:
    put(tmp_path, NOW)
    put(tmp_path, NOW - timedelta(days=1))
    assert store.find(tmp_path, "latest", NOW).made == NOW
    assert store.find(tmp_path, "desk-20260330T023000Z", NOW).made == NOW - timedelta(days=1)
    with pytest.raises(Problem, match=r"there is no backup yesterday.*desk-20260331T023000Z, desk-20260330T023000Z"):
        store.find(tmp_path, "yesterday", NOW)
