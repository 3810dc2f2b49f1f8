"""Connections of a pool that were ended are not given out, and nobody asks the server for that."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from postgresql.alive import is_open
from postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def idle() -> Iterator["psycopg.Connection[object]"]:
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as opened:
        yield opened


def end(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])


def test_an_idle_connection_is_open_without_a_question(
    idle: "psycopg.Connection[object]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(ConnectionPool, "check_connection")
    assert is_open(idle)


def test_one_that_the_server_ended_is_not(idle: "psycopg.Connection[object]") -> None:
    end(idle.info.backend_pid)
    assert not is_open(idle)


def test_one_that_was_closed_here_is_not(idle: "psycopg.Connection[object]") -> None:
    idle.close()
    assert not is_open(idle)


def test_one_with_something_else_to_read_is(idle: "psycopg.Connection[object]") -> None:
    idle.execute("LISTEN something")
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY something")
        cursor.execute("SELECT 1")
    assert next(idle.notifies(timeout=60, stop_after=1))
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY something")
        cursor.execute("SELECT 1")
    assert is_open(idle)


@pytest.fixture
def pooled() -> Iterator[DatabaseWrapper]:
    options = {**connection.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 2, "timeout": 60}}
    wrapper = DatabaseWrapper({**connection.settings_dict, "OPTIONS": options, "PATIENCE": 60}, alias=connection.alias)
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def test_the_pool_gives_another_one_for_one_that_was_ended(pooled: DatabaseWrapper) -> None:
    pooled.ensure_connection()
    first = pooled.connection.info.backend_pid
    pooled.close()
    end(first)

    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != first
