"""Under which account the embedded PostgreSQL runs: it refuses to run as root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devtools.console import Problem, say

SYSTEM_USER = "pgserver"


@dataclass(frozen=True)
class Account:
    """The account to run under; None where this process's own account will do."""

    uid: int | None = None
    gid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess.Popen that change to this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make the empty folder `path` this account's."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def let_reach(self, path: Path) -> None:
        """Let this account pass through the folders above `path`: pass through only, not list or read them."""
        if self.uid is None:
            return
        for folder in path.resolve().parents:
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH:
                say(f"letting PostgreSQL's account pass through {folder} (chmod o+x)")
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)

    def let_run(self, folder: Path) -> None:
        """Let this account read and run what is in `folder`: an installer may have followed a strict umask."""
        if self.uid is None:
            return
        for path in (folder, *folder.rglob("*")):
            mode = path.stat().st_mode
            wanted = stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
            if mode & wanted != wanted:
                path.chmod(stat.S_IMODE(mode) | wanted)


def account_for(data: Path) -> Account:
    """The account for the server on `data`: as root the one that owns it already, or else a user made for it.

    Raises Problem if `data` belongs to somebody whom this process cannot become.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() == 0:
        entry = pwd.getpwuid(owner) if owner else _system_user()
        return Account(entry.pw_uid, entry.pw_gid)
    if owner is not None and owner != os.geteuid():
        raise Problem(
            f"{data} belongs to the user id {owner}, because it was made by another user (root?). "
            f"Run as that user, or take it over: sudo chown -R $(id -u) {data.parent}"
        )
    return Account()


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        say(f"adding the system user {SYSTEM_USER}: PostgreSQL does not run as root")
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        SYSTEM_USER,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- a fixed command
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem(
            f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be added ({error}). "
            "Run as an ordinary user, or use another server: DATABASE_URL=postgres://user:password@host/name make run"
        ) from error
    return pwd.getpwnam(SYSTEM_USER)
