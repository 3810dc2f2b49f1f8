"""A release of the desk, run from its own sources."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.console import Problem
from devtools.environment import desk_environment
from devtools.observability.processes import running
from devtools.paths import BACKEND
from devtools.ports import free_port


@dataclass(frozen=True)
class Release:
    """Sources, the Python that runs them, and a folder for logs and keys that both releases share."""

    name: str
    backend: Path
    python: Path
    data: Path

    def manage(self, database_url: str, *command: str) -> None:
        """`manage.py` on that database. Raises Problem with its words if it fails."""
        self._run(database_url, "manage.py", *command)

    @contextmanager
    def serving(self, database_url: str) -> Iterator[str]:
        """The URL of a whole desk, with worker and Caddy, that serves meanwhile."""
        port = free_port()
        command: list[str | Path] = [self.python, "-m", "devtools.run", f"--port={port}"]
        if self.backend == BACKEND:
            command.append(f"--data={self.data / 'desk'}")  # a desk of this checkout may be running
        environment = self._environment(database_url)
        url = f"http://127.0.0.1:{port}"
        with running(
            self.name.replace(" ", "-"),
            command,
            logs=self.data,
            ready=f"{url}/healthz",
            environment=environment,
            folder=self.backend,
        ):
            yield url

    def smoke(self, database_url: str, url: str) -> str:
        """What this release's own checks say of the desk at `url`, in a line. Raises Problem if one of them fails."""
        return self._run(database_url, "-m", "devtools.smoke", url).strip().splitlines()[-1]

    def _run(self, database_url: str, *command: str) -> str:
        done = subprocess.run(  # noqa: S603 -- this project's own programs
            [self.python, *command],
            cwd=self.backend,
            env=self._environment(database_url),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            told = [line for line in f"{done.stdout}{done.stderr}".splitlines() if not line.startswith("ok ")]
            raise Problem(f"{self.name}: `{' '.join(command)}` failed:\n" + "\n".join(told[-30:]))
        return done.stdout

    def _environment(self, database_url: str) -> dict[str, str]:
        return desk_environment(database_url, self.data) | {"LOG_LEVEL": "WARNING"}


def current(data: Path) -> Release:
    """This checkout, as it is now."""
    return Release("this release", BACKEND, Path(sys.executable), data)
