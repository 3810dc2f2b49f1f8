"""The product's processes, which can be killed, stopped and replaced, and come back as a restart policy brings them."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from devtools.console import Problem
from devtools.paths import BACKEND

START_LIMIT = 180.0  # seconds
STOP_LIMIT = 60.0
PAUSE = 0.5  # before a process that has ended is started again


class Process:
    """Runs from `start` to `end`; one that ends by itself is started again."""

    def __init__(
        self, name: str, command: list[str], environment: Mapping[str, str], log: Path, ready: Callable[[], bool]
    ) -> None:
        self.name = name
        self._command, self._environment, self._log, self._ready = command, dict(environment), log, ready
        self._wanted = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Of the process that runs now."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """And keep it alive."""
        self._wanted.set()
        self._launch()
        threading.Thread(target=self._keep_alive, args=(self._process,), daemon=True).start()

    def wait(self) -> float:
        """Until it answers; the seconds that took. Raises Problem with the end of its log if it does not."""
        began = time.monotonic()
        while not self._ready():
            if time.monotonic() - began > START_LIMIT:
                told = self._log.read_text(errors="replace")[-2000:]
                raise Problem(f"{self.name} does not answer. Its log ends with:\n{told}")
            time.sleep(0.05)
        return time.monotonic() - began

    def kill(self) -> None:
        """By SIGKILL, with all its children: none gets to do anything."""
        ours = psutil.Process(self.pid)
        for process in [ours, *ours.children(recursive=True)]:
            process.kill()

    def kill_child(self) -> None:
        """One of the processes that serve, by SIGKILL."""
        psutil.Process(self.pid).children()[0].kill()

    def end(self) -> None:
        """By SIGTERM, and wait until it has gone. Raises Problem if it does not go."""
        self._wanted.clear()
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired as late:
            self._process.kill()
            raise Problem(f"{self.name} did not stop within {STOP_LIMIT:.0f} s.") from late

    def replace(self) -> None:
        """Stop it, start it anew, and wait until it is ready."""
        self.end()
        self.start()
        self.wait()

    def _launch(self) -> None:
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(  # noqa: S603 -- the product's own programs
                self._command, cwd=BACKEND, env=self._environment, stdout=out, stderr=out
            )

    def _keep_alive(self, process: "subprocess.Popen[bytes]") -> None:
        while True:
            process.wait()
            time.sleep(PAUSE)
            if not self._wanted.is_set() or self._process is not process:
                return
            self._launch()
            process = self._process
