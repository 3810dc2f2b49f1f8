"""The counters while many write, fold, rebuild and read at the same time."""

import random
from collections.abc import Callable
from threading import Event

import pytest

from tests.conftest import draft
from tests.threads import run_together
from tickets import counters
from tickets.actors import SYSTEM
from tickets.choices import Category, Priority, Status
from tickets.models import Ticket
from tickets.services import ticket_delete, ticket_update, tickets_create

WRITERS = 4
STEPS = 25


def writer(seed: int) -> Callable[[], int]:
    """Creates, changes and deletes tickets of its own; returns how many are left."""

    def run() -> int:
        chance = random.Random(seed)
        mine: list[int] = []
        for _ in range(STEPS):
            drafts = [
                draft(category=chance.choice(Category.values), priority=chance.choice(Priority.values))
                for _ in range(chance.choice([1, 1, 5]))
            ]
            mine += [ticket.pk for ticket in tickets_create(drafts=drafts, actor=SYSTEM)]
            changes = {"status": chance.choice(Status.values), "category": chance.choice(Category.values)}
            ticket_update(ticket_id=chance.choice(mine), changes=changes, actor=SYSTEM)
            if chance.random() < 0.5:
                ticket_delete(ticket_id=mine.pop(chance.randrange(len(mine))), actor=SYSTEM)
        return len(mine)

    return run


@pytest.mark.django_db(transaction=True)
def test_no_ticket_is_miscounted_and_nobody_waits_for_ever() -> None:
    written = Event()
    folded: list[int] = []

    def write() -> int:
        try:
            return sum(run_together(*(writer(seed) for seed in range(WRITERS))))
        finally:
            written.set()

    def keep() -> None:
        while not written.is_set():
            folded.append(counters.fold())
            if len(folded) % 10 == 0:
                counters.rebuild()

    def check() -> list[counters.Mismatch]:
        found: list[counters.Mismatch] = []
        while not written.is_set():
            found += counters.verify()
        return found

    left, *_, mismatches = run_together(write, keep, keep, check)
    assert mismatches == []
    assert len([n for n in folded if n > 0]) > 1, "no fold met a writer"
    assert counters.verify() == []
    counters.fold()
    assert counters.verify() == []
    assert counters.count_tickets(counters.CellFilter()) == Ticket.objects.count() == left
