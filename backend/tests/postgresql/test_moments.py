"""Moments come as Django gives them, by psycopg's compiled loader."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone
from psycopg.postgres import types
from psycopg.pq import Format

from postgresql.moments import _MomentLoader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["2026-03-29 00:59:59.000001+00", "1970-01-01 00:00:00+00", "2999-12-31 23:59:59+00"])
def test_a_moment_is_in_utc(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz, NULL::timestamptz", [text])
        moment, nothing = cursor.fetchone()

    assert moment == datetime.fromisoformat(text)
    assert moment.tzinfo is UTC
    assert nothing is None


def test_the_loader_is_in_use_also_where_rows_come_in_batches() -> None:
    connection.ensure_connection()
    loader = connection.connection.adapters.get_loader(types["timestamptz"].oid, Format.TEXT)
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT now()")
        [(moment,)] = cursor.fetchmany(1)

    assert loader is _MomentLoader
    assert moment.tzinfo is UTC


def test_a_current_time_zone_changes_nothing() -> None:
    with timezone.override("Europe/Berlin"), connection.cursor() as cursor:
        cursor.execute("SELECT '2026-07-01 12:00:00+00'::timestamptz")
        assert cursor.fetchone()[0] == datetime(2026, 7, 1, 12, tzinfo=UTC)
