"""Ticket ids before there are tickets, so that a ticket and what refers to it can be made together."""

from django.db import connection


def reserve_ticket_ids(number: int) -> list[int]:
    """`number` ids in ascending order; nobody else gets them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT array_agg(nextval(pg_get_serial_sequence('tickets_ticket', 'id'))) FROM generate_series(1, %s)
            """,
            [number],
        )
        [(ids,)] = cursor.fetchall()
        return list(ids)
