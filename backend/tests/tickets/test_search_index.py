"""The trigram index is made as soon as the server can, and nothing fails where it cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from tests.conftest import ApiClient
from tickets.models import Ticket
from tickets.search_index import ensure_search_index

LogLines = Callable[[str], list[dict[str, Any]]]

pytestmark = pytest.mark.django_db(transaction=True)  # CREATE INDEX CONCURRENTLY allows no transaction


def sql(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def index() -> Any:
    """(identity, is valid), or None without an index."""
    return sql("SELECT indexrelid, indisvalid FROM pg_index WHERE indexrelid = to_regclass('tickets_search_trgm')")


def test_migrating_makes_it_when_it_is_missing(pg_trgm: None) -> None:
    sql("DROP INDEX tickets_search_trgm")
    call_command("migrate", verbosity=0)
    assert index()[1] is True
    assert "gin_trgm_ops" in sql("SELECT pg_get_indexdef('tickets_search_trgm'::regclass)")[0]


def test_it_is_left_alone_when_it_is_there(trigram_index: None) -> None:
    before = index()
    ensure_search_index()
    assert index() == before


def test_a_half_built_one_is_replaced(trigram_index: None) -> None:
    broken = index()
    sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tickets_search_trgm'::regclass")
    ensure_search_index()
    assert index()[1] is True
    assert index()[0] != broken[0]


def test_an_extension_that_may_not_be_created_is_told_and_done_without(
    trigram_index: None, log_lines: LogLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql("DROP EXTENSION pg_trgm CASCADE")
    cursor = type(connection.cursor().cursor)
    execute = cursor.execute

    def refuse(self: Any, statement: Any, *args: Any) -> Any:
        if "CREATE EXTENSION" in str(statement):
            raise DatabaseError("permission denied to create extension")
        return execute(self, statement, *args)

    with monkeypatch.context() as patch:
        patch.setattr(cursor, "execute", refuse)
        ensure_search_index()
    [line] = log_lines("search_unindexed")
    assert line["reason"] == "CREATE EXTENSION pg_trgm failed: permission denied to create extension"
    assert index() is None
    ensure_search_index()
    assert index()[1] is True


def test_without_the_extension_search_works_and_the_log_says_so(
    api: ApiClient, make_ticket: Callable[..., Ticket], log_lines: LogLines
) -> None:
    if sql("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')")[0]:
        pytest.skip("this PostgreSQL server has pg_trgm: the embedded one has not")
    make_ticket()
    ensure_search_index()
    [line] = log_lines("search_unindexed")
    assert line["reason"] == "this PostgreSQL server has no pg_trgm: searches read every row"
    assert api.get("/api/tickets/?search=printer").json()["count"] == 1
    assert index() is None
