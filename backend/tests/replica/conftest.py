"""A real replica of the tests' own server, by streaming."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections

from devtools.account import account_for
from devtools.folders import passing_folder
from devtools.postgres import binaries
from devtools.restartable import RestartableServer
from replica import standing
from replica.standing import ALIAS, Standing
from tests.replica.desk import PATIENT, in_order, until


class Standby(RestartableServer):
    """Follows the server of the tests."""

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Away until the end of the block, then on its way back."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def database_url(self) -> str:
        """Of the database that the tests use."""
        return urlsplit(self.url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def ask(self, statement: str) -> Any:
        with psycopg.connect(self.url, autocommit=True) as asked:
            row = asked.execute(statement).fetchone()
            return row[0] if row else None


def copy_of(host: str, folder: Path, slot: str) -> None:
    """pg_basebackup, as an operator makes a replica; with a slot, for which the primary keeps its log."""
    folder.mkdir(mode=0o700)
    account = account_for(folder.parent / "none yet")
    account.own(folder)
    account.let_reach(folder)
    command = [str(binaries() / "pg_basebackup"), "-D", str(folder), "-h", host, "-U", "postgres", "-R", "-c", "fast"]
    command += ["-C", "-S", slot, "--no-sync"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, **account.popen)


@pytest.fixture(scope="module")
def _durable_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As in production, and not as the server of the tests does otherwise."""
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {database} SET synchronous_commit = 'on'")
        connection.close()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {database} RESET synchronous_commit")
        connection.close()


@pytest.fixture(scope="module")
def streaming(_durable_commits: None) -> Iterator[Standby]:
    """The replica, in settings before Django's test cases decide which databases a test may ask."""
    primary = connection.settings_dict
    if "host" not in primary["OPTIONS"]:
        pytest.skip("the tests were given a server (DATABASE_URL) that they must not copy")
    slot = f"tests_{uuid4().hex[:8]}"
    with passing_folder("tests") as folder:
        copy_of(primary["OPTIONS"]["host"], folder / "standby", slot)
        server = Standby(folder / "standby", durable=False)
        host = server.url.partition("?host=")[2]
        options = {**primary["OPTIONS"], "host": host, "target_session_attrs": "any"}
        connections.settings[ALIAS] = {**deepcopy(primary), "OPTIONS": options, "TEST": {"MIRROR": "default"}}
        try:
            yield server
        finally:
            del connections[ALIAS], connections.settings[ALIAS]
            server.finish()
            _drop(slot, host=primary["OPTIONS"]["host"])


def _drop(slot: str, *, host: str) -> None:
    """Once the primary has noticed that the replica is gone: until then the slot is in use."""
    with psycopg.connect(host=host, user="postgres", autocommit=True) as asked:
        active = "SELECT active FROM pg_replication_slots WHERE slot_name = %s"
        until(lambda: asked.execute(active, [slot]).fetchone() == (False,))
        asked.execute("SELECT pg_drop_replication_slot(%s)", [slot])


@pytest.fixture
def standby(streaming: Standby, transactional_db: None, settings: Any) -> Iterator[Standby]:
    """It follows, and this process has seen that it does."""
    settings.REPLICA_MAX_LAG_SECONDS = PATIENT
    until(in_order)
    yield streaming
    standing.put(Standing.AWAY)
    connections[ALIAS].close()
    connection.close()  # and with it what a test has set
