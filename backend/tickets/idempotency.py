"""Requests that arrive twice create once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from postgresql.prepared import prepared
from tickets.models import IdempotencyKey, Ticket


class KeyReused(Exception):
    """The key came before with another body."""


def fingerprint(body: Any) -> str:
    """SHA-256, in hexadecimal, of a parsed JSON body: the order of keys and the spacing do not count."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def create_once(*, key: str, body: Any, create: Callable[[], list[Ticket]]) -> tuple[list[Ticket], bool]:
    """Runs `create` unless `key` has been used; returns the tickets, and whether they are those of an earlier request.

    An equal request under way is waited for: its insertion of the key holds up ours until it commits. Tickets that
    have been deleted since are left out. Raises KeyReused.
    """
    print_of_body = fingerprint(body)
    with transaction.atomic():
        if _is_first(key, print_of_body):
            tickets = create()
            _remember(key, tickets)
            return tickets, False
        entry = IdempotencyKey.objects.filter(pk=key).first()
    if entry is None:  # it was old, and housekeeping has deleted it in between
        return create_once(key=key, body=body, create=create)
    if entry.fingerprint != print_of_body:
        raise KeyReused
    found = Ticket.objects.select_related("assignee").in_bulk(entry.ticket_ids)
    return [found[pk] for pk in entry.ticket_ids if pk in found], True


def _is_first(key: str, print_of_body: str) -> bool:
    """Takes the key. Waits for whoever is about to take it, and gets it if they fail."""
    with prepared(connection) as cursor:
        cursor.execute(
            "INSERT INTO tickets_idempotencykey (key, fingerprint, ticket_ids) VALUES (%s, %s, '{}') "
            "ON CONFLICT DO NOTHING",
            [key, print_of_body],
        )
        return bool(cursor.rowcount)


def _remember(key: str, tickets: Sequence[Ticket]) -> None:
    with prepared(connection) as cursor:
        cursor.execute(
            "UPDATE tickets_idempotencykey SET ticket_ids = %s WHERE key = %s",
            [[ticket.pk for ticket in tickets], key],
        )
