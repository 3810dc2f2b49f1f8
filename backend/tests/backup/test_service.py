"""The service goes on, whatever lies in its folder and whatever its clock says."""

import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backup import store
from backup.fingerprint import Fingerprint
from backup.service import Service
from backup.settings import Settings
from devtools.paths import BACKEND
from tests.patience import LIMIT

NOW = datetime(2026, 1, 31, 2, 30, tzinfo=UTC)
SOON, LATER = 20, 900


def put(folder: Path, made: datetime) -> None:
    name = store.name_at(made)
    (folder / f"{name}.dump").write_bytes(b"dump")
    store.write_manifest(folder / f"{name}.json", Fingerprint({}, {}, {}), 4)


def made(folder: Path) -> list[datetime]:
    return [backup.made for backup in store.backups(folder)]


def test_odd_files_are_told_once_and_the_backup_is_made(
    desk: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = Service(desk)
    (tmp_path / "desk-foo.json").touch()
    (tmp_path / "desk-20260130T023000Z.json").mkdir()
    (tmp_path / "desk-20260129T023000Z.dump").mkdir()
    assert service.turn(NOW) == SOON
    assert made(tmp_path) == [NOW]
    assert service.turn(NOW + timedelta(seconds=SOON)) == SOON
    assert made(tmp_path) == [NOW]
    assert capsys.readouterr().out.count("desk-foo.json does not count") == 1


def test_one_from_before_the_clock_went_back_does_not_stop_the_next(desk: Settings, tmp_path: Path) -> None:
    future = NOW + timedelta(days=3650)
    put(tmp_path, future)
    service = Service(replace(desk, textfile=tmp_path / "backup.prom"))
    assert service.turn(NOW) == SOON
    assert made(tmp_path) == [future, NOW]
    assert f"timestamp_seconds {NOW.timestamp():.0f}\n" in (tmp_path / "backup.prom").read_text()
    assert service.turn(NOW + timedelta(seconds=SOON)) == SOON
    assert made(tmp_path) == [future, NOW]  # one, not one each turn


def test_a_failure_is_told_and_tried_again(desk: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service = Service(desk)
    with store.locked(tmp_path):
        assert service.turn(NOW) == LATER
    assert "failed, again in 15 minutes: a backup or a restore is under way" in capsys.readouterr().out
    assert service.turn(NOW + timedelta(seconds=LATER)) == SOON
    assert len(made(tmp_path)) == 1


def test_a_place_for_the_figures_that_is_full_stops_no_backup(
    desk: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "backup.partial").symlink_to("/dev/full")
    assert Service(replace(desk, textfile=tmp_path / "backup.prom")).turn(NOW) == LATER
    assert made(tmp_path) == [NOW]
    assert "No space left on device. Make room" in capsys.readouterr().out


def test_it_ends_at_whatever_step_of_its_waiting_it_is_told() -> None:
    program = """
        import os, signal, sys
        from backup.service import Service

        def told_at(step):
            def trace(*_):
                nonlocal step
                step -= 1
                if step == 0:
                    signal.raise_signal(signal.SIGTERM)
                return trace

            Service.turn = lambda *_: sys.settrace(trace) or 0.001
            Service(None).run()

        for step in range(1, 50):
            if os.fork() == 0:
                told_at(step)
                os._exit(0)
        sys.exit(any(os.wait()[1] for _ in range(1, 50)))
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd=BACKEND, timeout=LIMIT, check=True)
