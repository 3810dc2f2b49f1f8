"""The hand-written SQL of the migrations goes back as well as forth."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.tickets.store import FIRST_DAY, store
from tickets import counters

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
