"""Gives the tests a PostgreSQL of their own before Django reads its settings; DATABASE_URL names another server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.postgres import EmbeddedServer

DATA = Path(__file__).resolve().parents[2] / ".data" / "test-postgres"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Settings are read further down in this hook."""
    if not os.environ.get("DATABASE_URL"):
        server = EmbeddedServer(DATA, durable=False)
        os.environ["DATABASE_URL"] = server.start()
        _running.append(server)
    return (yield)


def pytest_unconfigure() -> None:
    """Stop it, whatever the tests came to."""
    while _running:
        _running.pop().stop()


_running: list[EmbeddedServer] = []
