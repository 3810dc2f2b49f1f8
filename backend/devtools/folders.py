"""Folders for data that is thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree


@contextmanager
def passing_folder(purpose: str) -> Iterator[Path]:
    """One in which PostgreSQL may keep its data, under its own account if that has to be; gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix=f"triage-desk-{purpose}-"))
    folder.chmod(0o711)  # PostgreSQL may have to pass through
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
