"""The desk's own schema, with rows in it that other sessions see, and a folder for its backups."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from backup import databases
from backup.settings import Settings, database_name, read_settings
from devtools.postgres import binaries
from tickets.actors import Actor
from tickets.choices import ActorRole
from tickets.services import tickets_create

from ..conftest import draft


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the embedded PostgreSQL."""
    monkeypatch.setenv("PATH", f"{binaries()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def desk(transactional_db: None, programs: None, tmp_path: Path) -> Settings:
    """Backs up the database of the tests, which holds three tickets."""
    given = connection.get_connection_params()
    conninfo = make_conninfo(
        **{name: given[name] for name in ("host", "port", "user", "password", "dbname") if name in given}
    )
    add_tickets("Printer", "Naïve café, 印刷機 \\ ' \" \t", "Invoice")
    return read_settings({"DATABASE_URL": conninfo, "BACKUP_FOLDER": str(tmp_path)})


@pytest.fixture
def copy(desk: Settings) -> Iterator[Settings]:
    """The same folder for a database that does not exist yet, and that only this process of the tests knows."""
    name = f"{database_name(desk.url)}_copy"
    yield replace(desk, url=make_conninfo(desk.url, dbname=name))
    with databases.server(desk.url) as server:
        made = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name]).fetchall()
        for (one,) in made:
            databases.drop(server, one)


def add_tickets(*titles: str) -> None:
    tickets_create(drafts=[draft(title=title) for title in titles], actor=Actor(ActorRole.REQUESTER))


@pytest.fixture
def database_names(desk: Settings) -> Callable[[], set[str]]:
    def names() -> set[str]:
        with databases.server(desk.url) as server:
            return {name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()}

    return names
