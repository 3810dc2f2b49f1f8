"""A folder for a database that is thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree


@contextmanager
def data_folder() -> Iterator[Path]:
    """Gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="triage-desk-chaos-"))
    folder.chmod(0o711)  # PostgreSQL may have to pass through under its own account
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
