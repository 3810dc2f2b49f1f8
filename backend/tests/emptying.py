"""Empties the database after a test that commits, and leaves what migrations put into it.

Django's own way truncates every table and then has groups, permissions and content types made anew: more work than most
tests are. Here only tables with new rows are truncated; should a test have touched what is kept, Django's way it is.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.test import TransactionTestCase

# The queue's own tables are emptied by conftest.py, which knows when.
_TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT starts_with(relname, 'procrastinate_')
"""


@dataclass(frozen=True)
class Kept:
    """The tables that have rows after migrations, and what these are."""

    tables: tuple[str, ...]
    rows: str


_kept: dict[str, Kept] = {}  # by database
_flush = TransactionTestCase._fixture_teardown


def install(alias: str) -> None:
    """From now on, in this process; the database is as migrations leave it."""
    _remember(alias)
    TransactionTestCase._fixture_teardown = _empty


def _empty(case: Any) -> None:
    aliases = case._databases_names(include_mirrors=False)
    if any(alias not in _kept or _rows(alias, _kept[alias].tables) != _kept[alias].rows for alias in aliases):
        _flush(case)
        for alias in aliases:
            _remember(alias)
        return
    for alias in aliases:
        models = {*connections[alias].introspection.django_table_names(only_existing=True, include_views=False)}
        _truncate(alias, _new(alias) & models)
        _truncate(alias, _new(alias))  # what triggers keep beside them, where they have not emptied it themselves


def _new(alias: str) -> set[str]:
    return _filled(alias) - {*_kept[alias].tables}


def _truncate(alias: str, tables: set[str]) -> None:
    """CASCADE: PostgreSQL truncates no table that another one refers to. Nothing that is kept refers to these."""
    if tables:
        with connections[alias].cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(sorted(tables))} CASCADE")


def _remember(alias: str) -> None:
    tables = tuple(sorted(_filled(alias)))
    _kept[alias] = Kept(tables, _rows(alias, tables))


def _filled(alias: str) -> set[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(_TABLES)
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in tables))
        return {table for (table,) in cursor.fetchall()}


def _rows(alias: str, tables: tuple[str, ...]) -> str:
    """A digest of every row."""
    rows = " UNION ALL ".join(f"SELECT '{one} ' || one::text AS line FROM {one} AS one" for one in tables)
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM ({rows}) AS kept")
        [digest] = cursor.fetchone()
        return str(digest)
