"""Fills the desk with very many tickets for measuring: by COPY, with every trigger at work or made up for."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts.models import User
from demo.ids import reserve_ticket_ids
from demo.quick import without_upkeep
from demo.rhythm import arrivals
from demo.rows import COLUMNS, rows
from tickets import counters

ASSIGNEES = 20  # accounts

_COPY_TICKETS = f"COPY tickets_ticket ({COLUMNS}) FROM STDIN"
_INSERT_EVENTS = """
INSERT INTO tickets_ticketevent (ticket_id, kind, actor_role, created_at)
    SELECT id, 'created', 'requester', created_at FROM tickets_ticket WHERE {whose} ORDER BY created_at, id
"""
# The trigram index takes new entries in larger heaps, each sorted in memory at once; only in this transaction.
_SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL gin_pending_list_limit = '16MB'"
_LOADED = ("tickets_ticket", "tickets_search", "tickets_ticketevent", "tickets_counter_delta")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded. `mean_bytes`: of a description, in UTF-8."""

    first: datetime
    last: datetime
    mean_bytes: float


def load_tickets(*, tickets: int, days: int, seed: int, now: datetime, quick: bool = False) -> Loaded:
    """Loads tickets of the `days` days up to `now`, all or none, then folds the counters and prepares the tables.

    With `quick` the same in a fraction of the time, during which nobody else reads or writes a ticket; raises NotEmpty
    if there are some. Must not run inside a transaction: VACUUM refuses to.
    """
    rng = Random(seed)  # noqa: S311 (made-up data, nothing secret)
    moments = arrivals(rng, tickets, until=now, days=days)
    size = 0
    with transaction.atomic(), connection.cursor() as cursor:
        accounts = _accounts()
        cursor.execute(_SETTINGS)
        with without_upkeep(cursor) if quick else nullcontext():
            ids = reserve_ticket_ids(tickets)
            with cursor.copy(_COPY_TICKETS) as copy:
                for row in rows(rng, ids, moments, accounts, now):
                    size += len(row[2].encode())
                    copy.write_row(row)
            if quick:
                cursor.execute(_INSERT_EVENTS.format(whose="true"))
            else:
                cursor.execute(_INSERT_EVENTS.format(whose="id = ANY(%s)"), [ids])
    counters.fold()
    _settle()
    return Loaded(first=moments[0], last=moments[-1], mean_bytes=size / tickets)


def _accounts() -> list[int]:
    """Those that tickets are assigned to: nobody can sign in with them."""
    names = [f"load-agent-{number:02}" for number in range(1, ASSIGNEES + 1)]
    User.objects.bulk_create(
        [User(username=name, is_active=False, password=make_password(None)) for name in names], ignore_conflicts=True
    )
    return list(User.objects.filter(username__in=names).order_by("username").values_list("pk", flat=True))


def _settle() -> None:
    """What autovacuum would do within minutes: statistics for the planner, and pages marked for index-only scans."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(_LOADED)}")
