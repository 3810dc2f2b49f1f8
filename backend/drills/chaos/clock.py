"""A wall clock that can jump under processes that run."""

import subprocess
from pathlib import Path

from devtools.console import Problem

_SOURCE = Path(__file__).with_name("jumping_clock.c")
_BYTES = 8


class Clock:
    """For processes that are started with `environment`. Raises Problem where there is no C compiler."""

    def __init__(self, folder: Path) -> None:
        self._file, library = folder / "clock", folder / "jumping_clock.so"
        command = ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(_SOURCE)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        except FileNotFoundError as error:
            raise Problem("a clock that jumps needs a C compiler (cc).") from error
        if done.returncode != 0:
            raise Problem(f"the clock cannot be compiled: {done.stderr}")
        self._file.write_bytes(bytes(_BYTES))
        self.environment = {"LD_PRELOAD": str(library), "JUMPING_CLOCK": str(self._file)}

    def jump(self, seconds: int) -> None:
        """So far off the true time, from now on."""
        with self._file.open("r+b") as file:  # in place: the processes have mapped it
            file.write(seconds.to_bytes(_BYTES, "little", signed=True))
