"""What people have asked to be stored, and what they were told became of it."""

import threading
from collections import defaultdict
from enum import Enum

import psycopg

from drills.chaos.asking import Asked


class Told(Enum):
    """What an answer says: it is stored, it is not, or nobody can tell."""

    STORED = "stored"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def told(asked: Asked) -> Told:
    """2xx is a promise, and so is a refusal; only an outcome that is said to be unknown, or no answer, is none."""
    if not asked.failed:
        return Told.STORED
    refused = 400 <= asked.status < 500 or (asked.status == 503 and asked.code == "unavailable") or not asked.reached
    return Told.REFUSED if refused else Told.UNKNOWN


class Ledger:
    """Marks, which are unique: of tickets in their descriptions, of changes in their titles."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: dict[str, list[Told]] = defaultdict(list)
        self._changes: dict[str, list[Told]] = defaultdict(list)

    def ticket(self, mark: str, outcome: Told) -> None:
        with self._lock:
            self._tickets[mark].append(outcome)

    def change(self, mark: str, outcome: Told) -> None:
        with self._lock:
            self._changes[mark].append(outcome)

    def told(self, outcome: Told) -> tuple[int, int]:
        """How many tickets and changes ended so."""
        return tuple(  # type: ignore[return-value]
            sum(final(outcomes) is outcome for outcomes in kept.values()) for kept in (self._tickets, self._changes)
        )

    def faults(self, database_url: str) -> list[str]:
        """Everything that is not in the database as it was told to be."""
        with psycopg.connect(database_url) as connection:
            tickets: dict[str, int] = dict(connection.execute(_TICKETS).fetchall())
            changes: dict[str, int] = dict(connection.execute(_CHANGES).fetchall())
            astray = connection.execute(_VERSIONS).fetchall()
        return [
            *_compare("ticket", self._tickets, tickets),
            *_compare("change", self._changes, changes),
            *(f"ticket {pk} is at version {version} after {n} changes" for pk, version, n in astray),
        ]


def final(outcomes: list[Told]) -> Told:
    """Of several attempts with one Idempotency-Key: stored once one was; unknown if one may have been."""
    return next((one for one in (Told.STORED, Told.UNKNOWN) if one in outcomes), Told.REFUSED)


_ALLOWED = {Told.STORED: {1}, Told.REFUSED: {0}, Told.UNKNOWN: {0, 1}}
_TICKETS = """SELECT substring(description FROM 'Reference ([0-9a-f]+)'), count(*) FROM tickets_ticket
    WHERE description ~ 'Reference [0-9a-f]+' GROUP BY 1"""
_CHANGES = "SELECT new_value, count(*) FROM tickets_ticketevent WHERE kind = 'changed' AND field = 'title' GROUP BY 1"
_VERSIONS = """SELECT t.id, t.version, count(e.id) FROM tickets_ticket t JOIN tickets_ticketevent e
    ON e.ticket_id = t.id AND e.kind = 'changed' AND e.field = 'title'
    GROUP BY 1, 2 HAVING t.version <> 1 + count(e.id)"""


def _compare(what: str, kept: dict[str, list[Told]], found: dict[str, int]) -> list[str]:
    faults = []
    for mark, outcomes in kept.items():
        outcome, times = final(outcomes), found.get(mark, 0)
        if times not in _ALLOWED[outcome]:
            faults.append(f"{what} {mark} was told to be {outcome.value}, and is there {times} times")
    faults.extend(f"{what} {mark} is there, and nobody asked for it" for mark in found.keys() - kept.keys())
    return faults
