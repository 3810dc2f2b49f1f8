"""Prints where Chromium is, for the tests in a browser; installs Debian's if this machine has none and allows it."""
# ruff: noqa: S603 -- every program that is run here is named here

import os
import shutil
import subprocess
import sys

from devtools.console import Problem, tool

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path CHROMIUM names, or that of a browser on PATH. Raises Problem if CHROMIUM names nothing that runs."""
    if given := os.environ.get("CHROMIUM"):
        if not shutil.which(given):
            raise Problem(f"CHROMIUM={given} is not a program that can be run.")
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def provide_chromium() -> str:
    """As find_chromium; installs it if there is none. Raises Problem where that cannot be done, and says what to do."""
    if path := find_chromium():
        return path
    _install_chromium()
    return provide_chromium()


def _install_chromium() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Problem(
            "the tests in a browser need Chromium. Install it (on Debian: sudo apt-get install chromium), "
            "or name one: make test-e2e CHROMIUM=/path/to/chromium"
        )
    sys.stderr.write("==> installing Chromium with apt-get\n")
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run(command, check=False, stdout=sys.stderr.fileno()).returncode != 0:
            raise Problem("Chromium could not be installed: apt-get says why above.")


@tool
def main() -> None:
    """Print the path on stdout; progress goes to stderr."""
    sys.stdout.write(f"{provide_chromium()}\n")


if __name__ == "__main__":
    sys.exit(main())
