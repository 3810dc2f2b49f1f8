"""The statements that store tickets and their history, for tickets.services to use within its transactions.

They are written out, because composing them by the ORM was most of what a change cost the application. What they
decide themselves is `resolved_at`: it is set while a ticket is done, and closing a resolved one keeps the moment it was
resolved.
"""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from accounts.models import User
from postgresql.inserting import Insert
from postgresql.prepared import prepared
from tickets.choices import DONE_STATUSES
from tickets.models import Ticket, TicketEvent

_COLUMNS = [field.attname for field in Ticket._meta.concrete_fields]
_ASSIGNEE = ["id", "username", "first_name", "last_name"]  # what an account's name is made of
_NOW = "statement_timestamp()"

_DONE = ", ".join(f"'{status.value}'" for status in sorted(DONE_STATUSES))
_TICKETS = Insert(
    Ticket,
    ["title", "description", "category", "priority", "status"],
    computed={"resolved_at": f"CASE WHEN new.status IN ({_DONE}) THEN {_NOW} END"},
    returning=_COLUMNS,
)

_ENTRY = ["ticket_id", "kind", "field", "old_value", "new_value", "source", "actor_role", "actor_id"]
_EVENTS = Insert(TicketEvent, _ENTRY)
_entry = attrgetter(*_ENTRY)

_LOCK = f"""
SELECT {", ".join(f"t.{column}" for column in _COLUMNS)}, {", ".join(f"account.{column}" for column in _ASSIGNEE)}
FROM tickets_ticket AS t LEFT JOIN accounts_user AS account ON account.id = t.assignee_id
WHERE t.id = %s FOR NO KEY UPDATE OF t
"""  # noqa: S608 -- constants


def insert_tickets(rows: Sequence[tuple[str, str, str, str, str]]) -> list[Ticket]:
    """New ones, in their order; given is the title, description, category, priority and status of each."""
    return [_ticket(told) for told in _TICKETS.run(rows)]


def insert_events(events: Sequence[TicketEvent]) -> None:
    """Entries of histories, in their order."""
    _EVENTS.run([_entry(event) for event in events])


def lock_ticket(ticket_id: int) -> Ticket:
    """The ticket with its assignee; nobody else changes it until the transaction ends. Raises Ticket.DoesNotExist."""
    with prepared(connection) as cursor:
        cursor.execute(_LOCK, [ticket_id])
        told = cursor.fetchone()
    if told is None:
        raise Ticket.DoesNotExist
    ticket, account = _ticket(told[: len(_COLUMNS)]), told[len(_COLUMNS) :]
    if ticket.assignee_id is not None:
        ticket.assignee = User.from_db(DEFAULT_DB_ALIAS, _ASSIGNEE, account)
    return ticket


def change_ticket(ticket: Ticket, changed: Mapping[str, Any], events: Sequence[TicketEvent]) -> Ticket:
    """Sets fields of a locked ticket and adds the entries, at least one of each; returns the ticket as it is then."""
    told, entries = _EVENTS.statement([_entry(event) for event in events])
    values = dict(changed)
    if "assignee" in values:
        assignee = values.pop("assignee")
        values["assignee_id"] = assignee and assignee.pk
    sets, given = [f"{column} = %s" for column in values], list(values.values())
    if "status" in values:
        sets.append(f"resolved_at = CASE WHEN %s THEN coalesce(resolved_at, {_NOW}) END")
        given.append(values["status"] in DONE_STATUSES)
    with prepared(connection) as cursor:
        cursor.execute(
            f"WITH told AS ({told}) UPDATE tickets_ticket "  # noqa: S608 -- names of columns
            f"SET {', '.join(sets)}, version = version + 1, updated_at = {_NOW} "
            f"WHERE id = %s RETURNING {', '.join(_COLUMNS)}",
            [*entries, *given, ticket.pk],
        )
        stored = _ticket(cursor.fetchone())
    stored.assignee = changed.get("assignee", ticket.assignee)
    return stored


def _ticket(told: Sequence[Any]) -> Ticket:
    return Ticket.from_db(DEFAULT_DB_ALIAS, _COLUMNS, told)
