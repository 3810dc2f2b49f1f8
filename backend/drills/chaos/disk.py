"""A small disk for PostgreSQL, which can be filled."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from devtools.console import Problem

SIZE_MB = 700
CHUNK = b"\0" * (1 << 20)


class Disk:
    """A folder of its own size."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self) -> None:
        """To the last byte."""
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            while ballast.write(CHUNK):
                pass
        with self._ballast.open("ab", buffering=0) as ballast, suppress(OSError):
            while ballast.write(b"\0" * 512):
                pass

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    @property
    def left(self) -> int:
        """Bytes."""
        told = os.statvfs(self.path)
        return told.f_bavail * told.f_frsize


@contextmanager
def small_disk() -> Iterator[Disk]:
    """A tmpfs of SIZE_MB. Raises Problem for who may not mount one."""
    folder = Path(tempfile.mkdtemp(prefix="triage-desk-chaos-"))
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=0711", "triage-desk-chaos", str(folder)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            raise Problem(f"filling a disk needs one to fill, so mounting a tmpfs, so root: {done.stderr.strip()}")
        try:
            yield Disk(folder)
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S603, S607
    finally:
        rmtree(folder, ignore_errors=True)
