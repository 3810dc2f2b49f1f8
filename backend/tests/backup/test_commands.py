"""python -m backup, as the container runs it."""

import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backup.__main__ import main
from backup.settings import Settings
from devtools.paths import BACKEND
from tests.patience import LIMIT, eventually

# Copies into the folder that stands for the bucket, unless that is away.
RCLONE = """#!/bin/sh
[ "$1" = copy ] || exit 2
shift
while [ "$1" = --include ]; do names="$names $2"; shift 2; done
[ -d "$2" ] || { echo "directory not found: $2" >&2; exit 3; }
for name in $names; do cp "$1/$name" "$2/" || exit 1; done
"""


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    return tmp_path / "bucket"


@pytest.fixture
def environment(desk: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", desk.url)
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "backups"))
    monkeypatch.setenv("BACKUP_METRICS_FILE", str(tmp_path / "backup.prom"))
    return tmp_path


def test_one_made_by_hand_is_listed_and_checked(environment: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    assert "no backup yet" in capsys.readouterr().err
    assert main(["now"]) == 0
    assert "restored and compared" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert main(["list"]) == 0
    assert "bytes" in capsys.readouterr().out
    assert "timestamp_seconds 0\n" not in (environment / "backup.prom").read_text()


def test_restoring_over_a_filled_database_is_one_line_and_no_traceback(
    environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["now"]) == 0
    assert main(["restore", "latest"]) == 1
    assert re.match(r"backup: the database test_\w+ is not empty. With --replace", capsys.readouterr().err)


def test_a_database_that_is_away_is_one_line(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "host=/nowhere dbname=desk user=desk")
    assert main(["now"]) == 1
    assert capsys.readouterr().err.startswith("backup: the database does not let us in")


def test_the_service_begins_with_a_backup_and_ends_when_told(environment: Path) -> None:
    service = subprocess.Popen([sys.executable, "-m", "backup", "run"], cwd=BACKEND, stdout=subprocess.PIPE)
    try:
        assert eventually(lambda: main(["check"]) == 0 or service.poll() is not None)
        service.terminate()
        assert service.wait(timeout=LIMIT) == 0
    finally:
        service.kill()
        service.stdout.close()
    assert main(["check"]) == 0
    assert "timestamp_seconds 0\n" not in (environment / "backup.prom").read_text()


def test_it_counts_once_it_is_copied(
    environment: Path, bucket: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = environment / "bin" / "rclone"
    program.parent.mkdir()
    program.write_text(RCLONE)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("BACKUP_REMOTE", f"{bucket}/")

    assert main(["now"]) == 1
    assert "rclone failed: directory not found" in capsys.readouterr().err
    assert main(["check"]) == 1  # although it is here

    bucket.mkdir()
    time.sleep(1)  # a backup is named after its second
    assert main(["now"]) == 0
    assert main(["check"]) == 0
    here = {path.name for path in (environment / "backups").glob("desk-*")}
    assert here == {path.name for path in bucket.iterdir()}

    (environment / "backups" / "desk-foo.json").mkdir()  # cannot be copied as a file
    time.sleep(1)
    assert main(["now"]) == 0
    assert len(list(bucket.iterdir())) == 6


def test_a_copy_of_the_future_does_not_stand_for_those_after_it(
    environment: Path, bucket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKUP_REMOTE", f"{bucket}/")
    folder = environment / "backups"
    folder.mkdir()
    (folder / ".copied").write_text("desk-20360131T023000Z")
    assert main(["now"]) == 1  # there is no such bucket
    assert main(["check"]) == 1


def test_odd_files_are_listed_apart_and_restoring_says_so(
    environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["now"]) == 0
    (environment / "backups" / "desk-foo.json").touch()
    (environment / "backups" / "desk-\udcff.json").touch()
    capsys.readouterr()
    assert main(["list"]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert "desk-foo.json does not count: it is no backup's manifest" in err
    assert main(["restore", "latest"]) == 1  # the database is not empty
    assert "desk-foo.json does not count" in capsys.readouterr().err


def test_a_folder_that_is_out_of_reach_is_one_line(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (environment / "file").touch()
    monkeypatch.setenv("BACKUP_FOLDER", str(environment / "file"))
    assert main(["now"]) == 1
    assert re.match(r"backup: \S+/file: File exists\n$", capsys.readouterr().err)
