"""Folding, verifying and rebuilding the counters."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.threads import run_together
from tests.tickets.store import FIRST_DAY, store, store_random
from tickets import counters
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

Out = pytest.CaptureFixture[str]


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def unfolded() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tickets_counter_delta")
        return int(cursor.fetchone()[0])


def test_folding_changes_no_answer(capsys: Out) -> None:
    store_random(100, seed=1)
    before = counters.cell_counts()
    deltas = unfolded()
    assert deltas
    call_command("counters", "fold")
    assert capsys.readouterr().out == f"Folded {deltas} rows.\n"
    assert (unfolded(), counters.cell_counts(), counters.verify()) == (0, before, [])
    call_command("counters", "fold")
    assert capsys.readouterr().out == "Folded 0 rows.\n"


def test_folding_what_cancels_out_leaves_no_cell() -> None:
    [ticket] = store({"created_at": FIRST_DAY})
    ticket.delete()
    assert counters.fold() == 2
    assert counters.cell_counts() == []


def test_a_cell_that_is_empty_again_is_not_listed() -> None:
    [ticket] = store({"created_at": FIRST_DAY})
    counters.fold()
    ticket.delete()
    for _ in range(2):
        assert counters.cell_counts() == counters.verify() == []
        counters.fold()


def test_verifying_agrees_with_a_desk_in_use(capsys: Out) -> None:
    tickets = store_random(50, seed=2)
    counters.fold()
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[:20]]).update(status="open", resolved_at=None)
    call_command("counters", "verify")
    assert capsys.readouterr().out == "All counters agree with the tickets.\n"


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (
            "UPDATE tickets_counter_total SET n = n + 5",
            ["total general/medium/open: counter 7, counted 2"],
        ),
        (
            "DELETE FROM tickets_counter_daily",
            ["daily 2026-03-01/general/medium/open: counter 0, counted 2"],
        ),
        (
            "INSERT INTO tickets_counter_delta VALUES ('2026-03-02', 'billing', 'low', 'closed', -1)",
            [
                "total billing/low/closed: counter -1, counted 0",
                "daily 2026-03-02/billing/low/closed: counter -1, counted 0",
            ],
        ),
    ],
)
def test_verifying_finds_a_planted_error_and_rebuilding_mends_it(planted: str, found: list[str], capsys: Out) -> None:
    store({"created_at": FIRST_DAY}, {"created_at": FIRST_DAY})
    counters.fold()
    sql(planted)
    with pytest.raises(CommandError, match=f"^{len(found)} counters are wrong: run `manage.py counters rebuild`"):
        call_command("counters", "verify")
    assert capsys.readouterr().err.splitlines() == found
    call_command("counters", "rebuild")
    assert capsys.readouterr().out == "Counted all tickets anew.\n"
    assert counters.verify() == []
    assert (counters.cell_counts(), unfolded()) == ([("general", "medium", "open", 2)], 0)


@pytest.mark.django_db(transaction=True)
def test_only_one_folds_at_a_time(make_ticket: Callable[..., Ticket], capsys: Out) -> None:
    make_ticket()
    with transaction.atomic():
        assert counters.fold() == 1
        run_together(lambda: call_command("counters", "fold"))
    assert capsys.readouterr().out == "Another fold is under way.\n"
    assert counters.verify() == []
