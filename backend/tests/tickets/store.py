"""Many tickets at once, past the service."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from tickets.choices import DONE_STATUSES, Category, Priority, Status
from tickets.models import Ticket

FIRST_DAY = datetime(2026, 3, 1, tzinfo=UTC)


def store(*rows: dict[str, Any]) -> list[Ticket]:
    """Stores one ticket for each dict of values; returns them as the database has them."""
    tickets = [Ticket(**{"title": "Printer", "description": "It hums.", **row}) for row in rows]
    for ticket in tickets:
        if ticket.status in DONE_STATUSES and ticket.resolved_at is None:
            ticket.resolved_at = ticket.created_at
    ids = [ticket.pk for ticket in Ticket.objects.bulk_create(tickets)]
    found = Ticket.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def store_random(number: int, seed: int, words: tuple[str, ...] = ("printer",)) -> list[Ticket]:
    """Tickets over ten days, many of them at one moment or at a midnight, the last stored not the newest."""
    chance = random.Random(seed)
    moments = [FIRST_DAY + timedelta(hours=chance.choice([0, 24, 48, chance.uniform(0, 240)])) for _ in range(number)]
    return store(
        *(
            {
                "title": chance.choice(words),
                "description": " ".join(chance.choices(words, k=3)),
                "category": chance.choice(Category.values),
                "priority": chance.choice(Priority.values),
                "status": chance.choice(Status.values),
                "created_at": moment,
            }
            for moment in moments
        )
    )


def newest_first(tickets: list[Ticket]) -> list[int]:
    """The ids in the order of the list."""
    return [ticket.pk for ticket in sorted(tickets, key=lambda one: (one.created_at, one.pk), reverse=True)]


def store_by_sql(number: int) -> None:
    """Quickly, an hour apart, with every value of every choice, and with the statistics that the planner needs."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, resolved_at)
            SELECT 'Ticket ' || i, 'Order ' || md5(i::text) || CASE WHEN i %% 100 = 7 THEN ' rareword' ELSE '' END,
                   (%(category)s::text[])[1 + i %% 4], (%(priority)s::text[])[1 + i / 4 %% 4],
                   (%(status)s::text[])[1 + i / 16 %% 4], now() - i * interval '1 hour',
                   CASE WHEN i / 16 %% 4 >= 2 THEN now() - i * interval '30 minutes' END
            FROM generate_series(1, %(number)s) AS i
            """,
            {
                "category": Category.values,
                "priority": Priority.values,
                "status": Status.values,
                "number": number,
            },
        )
        cursor.execute("SELECT tickets_counters_fold()")
        cursor.execute("ANALYZE tickets_ticket, tickets_search, tickets_counter_daily, tickets_counter_delta")
