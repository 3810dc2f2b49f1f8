"""A run that was killed leaves processes; the next one ends those of its own data folder, and no others."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.leftovers import MARK, end_leftovers


@pytest.fixture
def sleepers(tmp_path: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    marks = [str(tmp_path / "mine"), str(tmp_path / "another")]
    command = [sys.executable, "-c", "import time; print(flush=True); time.sleep(600)"]
    running = [subprocess.Popen(command, env=os.environ | {MARK: mark}, stdout=subprocess.PIPE) for mark in marks]
    for process in running:
        process.stdout.readline()  # a program that has only just been begun shows its environment a little later
    yield running
    for process in running:
        process.kill()
        process.communicate()


def test_only_the_same_folders_processes_are_ended(tmp_path: Path, sleepers: list["subprocess.Popen[bytes]"]) -> None:
    end_leftovers(tmp_path / "mine")
    mine, another = sleepers
    assert mine.poll() is not None
    assert another.poll() is None
