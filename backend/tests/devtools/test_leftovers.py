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
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    running = [subprocess.Popen(command, env=os.environ | {MARK: mark}) for mark in marks]
    yield running
    for process in running:
        process.kill()
        process.wait()


def test_only_the_same_folders_processes_are_ended(tmp_path: Path, sleepers: list["subprocess.Popen[bytes]"]) -> None:
    end_leftovers(tmp_path / "mine")
    mine, another = sleepers
    assert mine.poll() is not None
    assert another.poll() is None
