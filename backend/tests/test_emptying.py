"""A test that commits leaves nothing to the next one, and takes nothing away that migrations have made."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import TransactionTestCase

from tests import emptying
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


class Case:
    """What emptying asks of a test."""

    available_apps = None
    serialized_rollback = False

    def _databases_names(self, *, include_mirrors: bool) -> list[str]:
        assert not include_mirrors
        return [connection.alias]


def empty() -> None:
    emptying._empty(Case())


@pytest.fixture
def flushes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often it was done in Django's way."""
    done: list[str] = []
    flush = emptying._flush
    monkeypatch.setattr(emptying, "_flush", lambda case: (done.append("flushed"), flush(case)))
    return done


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        [count] = cursor.fetchone()
        return int(count)


def test_it_is_what_empties_after_these_tests() -> None:
    assert TransactionTestCase._fixture_teardown is emptying._empty


def test_tickets_and_what_triggers_keep_of_them_are_gone(
    make_ticket: Callable[..., Ticket], flushes: list[str]
) -> None:
    make_ticket()
    assert rows("tickets_ticketevent") > 0
    empty()
    for table in ("tickets_ticket", "tickets_ticketevent", "tickets_counter_delta", "tickets_search"):
        assert rows(table) == 0
    assert Group.objects.count() == 3
    assert flushes == []


def test_counters_without_tickets_are_gone(make_ticket: Callable[..., Ticket], flushes: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tickets_counter_total VALUES ('billing', 'low', 'open', 7)")
    empty()
    assert rows("tickets_counter_total") == 0
    assert flushes == []


def test_what_was_changed_of_the_kept_is_as_it_was(flushes: list[str]) -> None:
    Group.objects.get(name="Agents").permissions.add(Permission.objects.all()[0])
    Group.objects.filter(name="Read-only").update(name="Everybody")
    empty()
    assert {*Group.objects.values_list("name", flat=True)} == {"Read-only", "Agents", "Administrators"}
    assert not Group.objects.get(name="Agents").permissions.exists()
    empty()
    assert flushes == ["flushed"]
