"""The database backend counts statements, and is Django's otherwise."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.telemetry.changes import changes

pytestmark = pytest.mark.django_db

HERE = ("default", "postgresql")


def test_a_statement_is_counted_and_timed() -> None:
    with changes("django_db") as counted, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert counted == {"django_db_query_duration_seconds_count": {HERE: 1}}


def test_many_at_once_are_counted_as_one() -> None:
    with changes("django_db") as counted, connection.cursor() as cursor:
        cursor.executemany("SELECT %s", iter([[1], [2], [3]]))
    assert counted == {"django_db_query_duration_seconds_count": {HERE: 1}}


def test_one_that_fails_is_counted_by_the_error() -> None:
    with changes("django_db_errors") as counted, pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute("SELECT * FROM nothing_of_the_kind")
    assert counted == {"django_db_errors_total": {("default", "UndefinedTable", "postgresql"): 1}}


def test_rows_can_be_streamed() -> None:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT generate_series(1, 3)")
        assert cursor.fetchall() == [(1,), (2,), (3,)]
