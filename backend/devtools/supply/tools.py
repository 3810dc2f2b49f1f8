"""Programs of the dependency group `supply`, which live in an environment of their own."""
# ruff: noqa: S603 -- every program that is run here is named where it is started

import os
import subprocess
import sys
from pathlib import Path

from devtools.paths import BACKEND, ROOT

_ENVIRONMENT = ROOT / ".tools" / "supply"


def program(name: str) -> str:
    """The path of a program in the version that uv.lock names; installed first where it is missing."""
    sync(_ENVIRONMENT, "--only-group=supply")
    return str(_ENVIRONMENT / "bin" / name)


def sync(environment: Path, *what: str) -> None:
    """Make `environment` hold exactly those groups and extras of uv.lock."""
    uv("sync", "--frozen", "--quiet", f"--python={sys.executable}", *what, UV_PROJECT_ENVIRONMENT=str(environment))


def uv(*arguments: str, **environment: str) -> None:
    """uv on the backend's lock file. Raises CalledProcessError if it fails."""
    inherited = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    command = [str(ROOT / ".tools" / "uv"), *arguments]
    subprocess.run(command, cwd=BACKEND, env=inherited | environment, check=True, stdout=subprocess.DEVNULL)
