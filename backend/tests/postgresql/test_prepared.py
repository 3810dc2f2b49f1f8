"""What is asked again and again is planned once, where the server's process stays the same."""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from postgresql import prepared as module
from postgresql.prepared import prepared
from tests.conftest import ApiClient
from tests.telemetry.changes import changes
from tests.tickets.store import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The statements that are prepared since, in the server's words."""

    def statements() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, statement FROM pg_prepared_statements")
            return [statement for name, statement in cursor.fetchall() if name not in before]

    monkeypatch.setattr(module, "_direct", WeakKeyDictionary())  # asks anew
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        before = {name for (name,) in cursor.fetchall()}
    return statements


def ask(statement: str, *values: Any) -> Any:
    with prepared(connection) as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def test_a_statement_is_prepared_once_for_all_values(kept: Callable[[], list[str]]) -> None:
    assert [ask("SELECT 1000 + %s", number) for number in (1, 2, 3)] == [[(1001,)], [(1002,)], [(1003,)]]
    assert kept() == ["SELECT 1000 + $1"]


def test_nothing_else_is(kept: Callable[[], list[str]]) -> None:
    ask("SELECT 1001")
    with connection.cursor() as cursor:
        for _ in range(10):
            cursor.execute("SELECT 1002")
    assert kept() == ["SELECT 1001"]


def test_nor_after_an_error(kept: Callable[[], list[str]]) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        ask("SELECT * FROM nothing_of_the_kind")
    with connection.cursor() as cursor:
        for _ in range(10):
            cursor.execute("SELECT 1003")
    assert kept() == []


def test_it_outlives_what_is_rolled_back(kept: Callable[[], list[str]]) -> None:
    with transaction.atomic():
        ask("SELECT 1004")
        transaction.set_rollback(True)
    assert ask("SELECT 1004") == [(1004,)]
    assert kept() == ["SELECT 1004"]


def test_nothing_is_prepared_through_a_pooler(kept: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Which tells its clients a process of its own, as PgBouncer does."""
    monkeypatch.setattr(psycopg.ConnectionInfo, "backend_pid", property(lambda _: -1693693276))
    assert [ask("SELECT 1005 + %s", number) for number in (1, 2)] == [[(1006,)], [(1007,)]]
    assert kept() == []


def test_it_is_counted_and_told_as_any_other() -> None:
    ask("SELECT %s::text", "before")
    with changes("django_db") as counted, CaptureQueriesContext(connection) as sent:
        assert ask("SELECT %s::text", "it's") == [("it's",)]
    assert counted == {"django_db_query_duration_seconds_count": {("default", "postgresql"): 1}}
    assert [query["sql"] for query in sent.captured_queries] == ["SELECT 'it''s'::text"]


@pytest.mark.parametrize("query", ["status=open", "page=2", "search=tickets", "created_after=2026-01-01"])
def test_a_list_is_planned_anew_where_the_plan_depends_on_what_is_asked(
    kept: Callable[[], list[str]], api: ApiClient, query: str
) -> None:
    store(*[{}] * 30)
    assert api.get(f"/api/tickets/?{query}").status_code == 200
    assert not [statement for statement in kept() if "tickets_ticket AS" in statement]


def test_the_first_page_of_all_tickets_is_planned_once_and_so_are_the_others(
    kept: Callable[[], list[str]], api: ApiClient
) -> None:
    store(*[{}] * 100)
    query = ""
    for statements in (1, 2, 2, 2):
        query = f"?cursor={api.get(f'/api/tickets/{query}').json()['next']}"
        assert len(kept()) == statements
