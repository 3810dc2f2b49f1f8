"""The tickets of a run, as it found them and as they are now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from analysis.words import retryable, warning_for
from tickets.models import Ticket

FIELDS = ("category", "priority")
_NOW = ("id", "title", "category", "priority", "status", "version")


def run_tickets(
    run_id: int, *, status: str | None = None, disagrees: bool = False, theme: int | None = None
) -> "QuerySet[RunTicket]":
    """The newest tickets first."""
    rows = disagreeing(run_id) if disagrees else RunTicket.objects.filter(run=run_id)
    if status:
        rows = rows.filter(status=status)
    if theme:
        rows = rows.filter(theme=theme)
    return rows.order_by("-ticket_id")


def disagreeing(run_id: int) -> "QuerySet[RunTicket]":
    """Those whose ticket has another category or priority by now than the analysis gave it."""
    other = ~Q(category=F("ticket__category")) | ~Q(priority=F("ticket__priority"))
    return RunTicket.objects.filter(other, run=run_id, status=RunTicketStatus.DONE)


def disagreements(found: RunTicket, ticket: dict[str, Any] | None) -> list[str]:
    """The fields in which the analysis and the ticket as it is now differ."""
    if ticket is None or found.status != RunTicketStatus.DONE:
        return []
    return [field for field in FIELDS if getattr(found, field) != ticket[field]]


def run_ticket_rows(rows: Iterable[RunTicket]) -> list[dict[str, Any]]:
    """RunTickets of the API."""
    rows = list(rows)
    now = {row["id"]: row for row in Ticket.objects.filter(pk__in=[row.ticket_id for row in rows]).values(*_NOW)}
    return [_row(row, now.get(row.ticket_id)) for row in rows]


def _row(row: RunTicket, ticket: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "ticket_id": row.ticket_id,
        "title": ticket["title"] if ticket else "",
        "status": row.status,
        "category": row.category or None,
        "priority": row.priority or None,
        "notes": row.note,
        "source": row.source or None,
        "outcome": row.outcome,
        "warning": warning_for(row.outcome) if row.status == RunTicketStatus.DONE else None,
        "error": row.error,
        "attempts": row.attempts,
        "theme": row.theme_id,
        "analyzed_at": row.finished_at if row.status == RunTicketStatus.DONE else None,
        "ticket": {name: ticket[name] for name in ("category", "priority", "status", "version")} if ticket else None,
        "disagrees": disagreements(row, ticket),
        "changed_since": ticket is None or ticket["version"] != row.ticket_version,
        "retryable": row.status == RunTicketStatus.CANCELLED
        or (row.status == RunTicketStatus.FAILED and retryable(row.error)),
    }
