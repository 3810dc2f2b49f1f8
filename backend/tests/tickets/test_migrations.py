"""The hand-written SQL of the migrations goes back as well as forth."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.tickets.store import FIRST_DAY, store
from tickets import counters

ASSIGNEE = """
    SELECT convalidated, confdeltype FROM pg_constraint WHERE conname = 'tickets_ticket_assignee_fk'
"""
INDEXES = """
    SELECT indexrelid::regclass::text, indisvalid, indnatts FROM pg_index
    WHERE indexrelid::regclass::text IN ('tickets_assigned', 'tickets_unassigned') ORDER BY 1
"""
FUNCTIONS = "SELECT proname FROM pg_proc WHERE proname LIKE 'tickets_%' OR proname LIKE 'triage_%'"


def functions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_back_to_nothing_and_forth_again() -> None:
    before = functions()
    try:
        call_command("migrate", "tickets", "zero", verbosity=0)
        assert functions() == set()
    finally:
        call_command("migrate", verbosity=0)
    assert functions() == before != set()
    store({"created_at": FIRST_DAY})
    assert counters.verify() == []


@pytest.mark.django_db(transaction=True)
def test_what_an_interrupted_migration_left_behind_is_made_anew() -> None:
    try:
        call_command("migrate", "tickets", "0006", verbosity=0)
        with connection.cursor() as cursor:  # not what it should be, as a half-built one is not
            cursor.execute("CREATE INDEX tickets_unassigned ON tickets_ticket (id)")
    finally:
        call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        assert cursor.fetchall() == [("tickets_assigned", True, 6), ("tickets_unassigned", True, 5)]
        cursor.execute(ASSIGNEE)
        assert cursor.fetchall() == [(True, "n")]  # n: SET NULL
