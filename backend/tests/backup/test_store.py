"""Which backups are kept, and which count at all."""

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


def test_rotating_deletes_what_is_not_kept_and_what_was_interrupted(tmp_path: Path) -> None:
    for days in range(3):
        put(tmp_path, NOW - timedelta(days=days))
    put(tmp_path, NOW + timedelta(days=1), checked=False)
    (tmp_path / "desk-x.dump.partial").touch()
    (tmp_path / "somebody-elses.dump").touch()
    gone = store.rotate(tmp_path, daily=1, weekly=1)
    assert gone == ["desk-20260330T023000Z", "desk-20260329T023000Z"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "desk-20260331T023000Z.dump",
        "desk-20260331T023000Z.json",
        "somebody-elses.dump",
    }


def test_a_dump_without_its_manifest_is_no_backup(tmp_path: Path) -> None:
    put(tmp_path, NOW, checked=False)
    assert store.backups(tmp_path) == []
    with pytest.raises(Problem, match="there are: none"):
        store.find(tmp_path, "latest")


def test_one_is_found_by_its_name_or_as_the_latest(tmp_path: Path) -> None:
    put(tmp_path, NOW)
    put(tmp_path, NOW - timedelta(days=1))
    assert store.find(tmp_path, "latest").made == NOW
    assert store.find(tmp_path, "desk-20260330T023000Z").made == NOW - timedelta(days=1)
    with pytest.raises(Problem, match=r"there is no backup yesterday.*desk-20260331T023000Z, desk-20260330T023000Z"):
        store.find(tmp_path, "yesterday")
