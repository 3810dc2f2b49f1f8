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
from devtools.roles import Roles


@dataclass(frozen=True)
class Release:
    """Sources, the Python that runs them, and a folder for logs and keys that both releases share.

    It migrates as the owner of the tables and serves as the application, as in production; a release from before there
    were two roles does both as the owner.
    """

    name: str
    backend: Path
    python: Path
    data: Path

    def manage(self, database: Roles, *command: str) -> None:
        """`manage.py` on that database. Raises Problem with its words if it fails."""
        self._run(database, "manage.py", *command)

    @contextmanager
    def serving(self, database: Roles) -> Iterator[str]:
        """The URL of a whole desk, with worker and Caddy, that serves meanwhile."""
        port = free_port()
        command: list[str | Path] = [self.python, "-m", "devtools.run", f"--port={port}"]
        if self.backend == BACKEND:
            command.append(f"--data={self.data / 'desk'}")  # a desk of this checkout may be running
        environment = self._environment(database)
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

    def smoke(self, database: Roles, url: str) -> str:
        """What this release's own checks say of the desk at `url`, in a line. Raises Problem if one of them fails."""
        return self._run(database, "-m", "devtools.smoke", url).strip().splitlines()[-1]

    def _run(self, database: Roles, *command: str) -> str:
        done = subprocess.run(  # noqa: S603 -- this project's own programs
            [self.python, *command],
            cwd=self.backend,
            env=self._environment(database),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            told = [line for line in f"{done.stdout}{done.stderr}".splitlines() if not line.startswith("ok ")]
            raise Problem(f"{self.name}: `{' '.join(command)}` failed:\n" + "\n".join(told[-30:]))
        return done.stdout

    def _environment(self, database: Roles) -> dict[str, str]:
        knows_both = (self.backend / "privileges").is_dir()
        environment = desk_environment(database.application if knows_both else database.owner, self.data)
        return environment | {"MIGRATIONS_DATABASE_URL": database.owner, "LOG_LEVEL": "WARNING"}


def current(data: Path) -> Release:
    """This checkout, as it is now."""
    return Release("this release", BACKEND, Path(sys.executable), data)
