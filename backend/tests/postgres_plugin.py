"""Gives the tests a PostgreSQL of their own before Django reads its settings; DATABASE_URL names another server."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from devtools.postgres import EmbeddedServer, InUse

DATA = Path(__file__).resolve().parents[2] / ".data" / "test-postgres"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Settings are read further down in this hook."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _start(DATA)
    return (yield)


def _start(data: Path) -> str:
    # By itself, at any moment, it would hold locks that a test waits for, and change plans that one looks at.
    server = EmbeddedServer(data, durable=False, settings=("autovacuum=off",))
    try:
        url = server.start()
    except InUse:  # other tests run beside these
        scratch = tempfile.mkdtemp(prefix="desk-tests-")
        _scratch.append(scratch)
        return _start(Path(scratch) / "postgres")
    _running.append(server)
    return url


def pytest_unconfigure() -> None:
    """Stop it, whatever the tests came to."""
    while _running:
        _running.pop().stop()
    while _scratch:
        rmtree(_scratch.pop(), ignore_errors=True)


_running: list[EmbeddedServer] = []
_scratch: list[str] = []
