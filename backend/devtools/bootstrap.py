"""The first thing `make` runs, with nothing but Python's own library: are the tools here, and are they new enough?

python3 bootstrap.py uv    makes .tools/uv: the uv of this machine, or else one of the pinned version, installed there
python3 bootstrap.py node  checks Node.js and npm
"""
# ruff: noqa: S603, S607 -- every program that is run here is named here

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

UV_VERSION = "0.13.9"
UV_OLDEST = (0, 8)  # reads the lock file's revision 3
PYTHON_OLDEST, PYTHON_TOO_NEW = (3, 11), (3, 15)  # as pyproject.toml says
NODE_OLDEST = (20, 19)  # as package.json says

TOOLS = Path(__file__).resolve().parents[2] / ".tools"


def _say(message: str) -> None:
    sys.stdout.write(f"==> {message}\n")
    sys.stdout.flush()


def _version(command: list[str]) -> tuple[int, ...]:
    """The version that `command` prints; () if it is missing or does not work."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ()
    found = re.search(r"(\d+)\.(\d+)", done.stdout)
    return tuple(int(part) for part in found.groups()) if found and done.returncode == 0 else ()


def _shown(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def _check_python() -> None:
    if not PYTHON_OLDEST <= sys.version_info[:2] < PYTHON_TOO_NEW:
        sys.exit(
            f"\nNot done: this is Python {_shown(sys.version_info[:2])}, and the desk needs {_shown(PYTHON_OLDEST)} or "
            f"later, below {_shown(PYTHON_TOO_NEW)}. Name another one: make run PYTHON=/usr/bin/python3.11"
        )


def check_node() -> None:
    """End with a message unless Node.js and npm are here and new enough."""
    node = _version(["node", "--version"])
    if node < NODE_OLDEST:
        what = f"Node.js {_shown(node)} is too old" if node else "Node.js is missing"
        sys.exit(
            f"\nNot done: {what}; the web app is built with {_shown(NODE_OLDEST)} or later. "
            "Install it: https://nodejs.org/en/download"
        )
    if not _version(["npm", "--version"]):
        sys.exit("\nNot done: npm is missing or does not work. It comes with Node.js; on Debian: apt-get install npm")


def provide_uv() -> None:
    """Make .tools/uv. Ends with a message if uv is neither here nor to be had."""
    _check_python()
    TOOLS.mkdir(exist_ok=True)
    found = shutil.which("uv")
    if not found or _version([found, "--version"]) < UV_OLDEST:
        _say(f"getting uv {UV_VERSION} into .tools/ (it installs the Python packages)")
        found = str(_install_uv())
    link = TOOLS / "uv"
    link.unlink(missing_ok=True)
    link.symlink_to(found)


def _install_uv() -> Path:
    environment = TOOLS / "venv"
    if not _make_environment(environment) and not (_may_apt_get() and _make_environment(environment)):
        sys.exit(
            "\nNot done: this Python cannot make virtual environments. Install what it lacks (on Debian and Ubuntu: "
            "sudo apt-get install python3-venv), or install uv yourself: https://docs.astral.sh/uv/"
        )
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, f"uv=={UV_VERSION}"], check=False).returncode != 0:
        sys.exit("\nNot done: uv could not be installed, as the lines above say. Is the package index within reach?")
    return environment / "bin" / "uv"


def _make_environment(path: Path) -> bool:
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(path)], capture_output=True, check=False)
    return done.returncode == 0


def _may_apt_get() -> bool:
    """As root on Debian the missing part of Python is installed; whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _say("installing python3-venv with apt-get")
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    return subprocess.run(["apt-get", "install", "-y", "-qq", "python3-venv"], check=False).returncode == 0


if __name__ == "__main__":
    {"uv": provide_uv, "node": check_node}[sys.argv[1]]()
