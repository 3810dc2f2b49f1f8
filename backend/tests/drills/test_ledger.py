"""The drill's ledger: it finds what is lost, doubled, or there against the desk's word."""

from collections.abc import Callable

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from drills.chaos.asking import Asked
from drills.chaos.ledger import Ledger, Told, final, told
from tickets.actors import SYSTEM
from tickets.models import Ticket
from tickets.services import ticket_update


def asked(status: int, code: str = "", *, reached: bool = True) -> Asked:
    return Asked("create", 0, 1, status, code, reached=reached)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (asked(201), Told.STORED),
        (asked(409, "conflict"), Told.REFUSED),
        (asked(503, "unavailable"), Told.REFUSED),
        (asked(503, "outcome_unknown"), Told.UNKNOWN),
        (asked(502, "unavailable by Caddy"), Told.UNKNOWN),
        (asked(503, "unavailable by Caddy"), Told.UNKNOWN),
        (asked(500, "internal"), Told.UNKNOWN),
        (asked(0, "ConnectionResetError"), Told.UNKNOWN),
        (asked(0, "ConnectionRefusedError", reached=False), Told.REFUSED),
    ],
)
def test_what_an_answer_promises(answer: Asked, outcome: Told) -> None:
    assert told(answer) is outcome


def test_of_several_attempts_the_best_counts() -> None:
    assert final([Told.UNKNOWN, Told.STORED]) is Told.STORED
    assert final([Told.UNKNOWN, Told.REFUSED]) is Told.UNKNOWN
    assert final([Told.REFUSED]) is Told.REFUSED


@pytest.fixture
def database_url(transactional_db: None) -> str:
    given = connection.get_connection_params()
    return make_conninfo(
        **{name: given[name] for name in ("host", "port", "user", "password", "dbname") if name in given}
    )


def test_it_finds_what_is_not_as_it_was_told(make_ticket: Callable[..., Ticket], database_url: str) -> None:
    for mark in ("aa", "bb", "bb", "cc", "ee"):
        make_ticket(description=f"The parcel never came. Reference {mark}.")
    ledger = Ledger()
    for mark, outcome in {
        "aa": Told.STORED,
        "bb": Told.STORED,
        "cc": Told.REFUSED,
        "dd": Told.STORED,
        "ff": Told.UNKNOWN,
    }.items():
        ledger.ticket(mark, outcome)
    assert sorted(ledger.faults(database_url)) == [
        "ticket bb was told to be stored, and is there 2 times",
        "ticket cc was told to be refused, and is there 1 times",
        "ticket dd was told to be stored, and is there 0 times",
        "ticket ee is there, and nobody asked for it",
    ]


def test_it_finds_a_change_that_is_lost_and_one_that_left_no_history(
    make_ticket: Callable[..., Ticket], database_url: str
) -> None:
    kept, overwritten = make_ticket(description="Mine."), make_ticket(description="Mine.")
    for ticket in (kept, overwritten):
        ticket_update(ticket_id=ticket.pk, changes={"title": f"Changed {ticket.pk}"}, actor=SYSTEM)
    Ticket.objects.filter(pk=overwritten.pk).update(version=5)
    ledger = Ledger()
    for name in (str(kept.pk), str(overwritten.pk), "lost"):
        ledger.change(f"Changed {name}", Told.STORED)
    assert ledger.faults(database_url) == [
        "change Changed lost was told to be stored, and is there 0 times",
        f"ticket {overwritten.pk} is at version 5 after 1 changes",
    ]
