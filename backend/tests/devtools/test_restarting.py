"""A process that ends by itself is started again; one that is told to stop is not."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools.paths import BACKEND
from tests.patience import LIMIT, eventually


class Restarted:
    """devtools.restarting with a command that writes its process id into a file, one line for each start."""

    def __init__(self, folder: Path, then: str) -> None:
        self._starts = folder / "starts"
        command = f"echo $$ >> {self._starts}; {then}"
        restarting = [sys.executable, "-m", "devtools.restarting", "sh", "-c", command]
        self.process = subprocess.Popen(restarting, cwd=BACKEND, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def starts(self) -> list[int]:
        return [int(line) for line in self._starts.read_text().splitlines()] if self._starts.exists() else []

    def wait_for(self, condition: Callable[[], bool]) -> None:
        assert eventually(condition)


def test_a_killed_process_is_started_again_and_a_stop_ends_both(tmp_path: Path) -> None:
    restarted = Restarted(tmp_path, then="exec sleep 600")
    restarted.wait_for(lambda: len(restarted.starts()) == 1)
    os.kill(restarted.starts()[0], signal.SIGKILL)
    restarted.wait_for(lambda: len(restarted.starts()) == 2)
    restarted.process.terminate()
    output, errors = restarted.process.communicate(timeout=LIMIT)
    assert restarted.process.returncode == 0
    assert b"killed by signal 9" in output
    assert errors == b""
    with pytest.raises(ProcessLookupError):
        os.kill(restarted.starts()[1], 0)


def test_a_process_that_never_runs_for_long_is_given_up(tmp_path: Path) -> None:
    restarted = Restarted(tmp_path, then="exit 3")
    output, errors = restarted.process.communicate(timeout=LIMIT)
    assert restarted.process.returncode == 1
    assert len(restarted.starts()) == 5
    assert b"ended with status 3" in output
    assert b"again and again" in errors
