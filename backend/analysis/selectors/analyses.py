"""The analyses that tickets have had, whichever run made them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from analysis.selectors.run_tickets import disagreements
from tickets.listing import read_rows
from tickets.models import Ticket


def latest_analyses() -> "QuerySet[RunTicket]":
    """The latest analysis of each ticket that still exists, the newest first."""
    done = RunTicket.objects.filter(status=RunTicketStatus.DONE)
    newer = done.filter(
        Q(finished_at__gt=OuterRef("finished_at")) | Q(finished_at=OuterRef("finished_at"), pk__gt=OuterRef("pk")),
        ticket=OuterRef("ticket_id"),
    )
    return done.filter(~Exists(newer), ticket__version__gte=0).order_by("-finished_at", "-pk")


def analyzed_ticket_rows(rows: "QuerySet[RunTicket]") -> list[dict[str, Any]]:
    """Tickets as in the list, each with its analysis."""
    found = list(rows)
    ids = [row.ticket_id for row in found]
    tickets = {ticket["id"]: ticket for ticket in read_rows("WHERE t.id = ANY(%s)", [ids])}
    return [
        {**tickets[row.ticket_id], "analysis": _analysis(row, tickets[row.ticket_id])}
        for row in found
        if row.ticket_id in tickets
    ]


def ticket_analyses(ticket_id: int) -> list[dict[str, Any]]:
    """All analyses of a ticket, the newest first. Raises Ticket.DoesNotExist."""
    ticket: dict[str, Any] = dict(Ticket.objects.values("category", "priority").get(pk=ticket_id))
    rows = (
        RunTicket.objects.filter(ticket=ticket_id, status=RunTicketStatus.DONE)
        .select_related("theme")
        .order_by("-finished_at", "-pk")
    )
    return [{**_analysis(row, ticket), "theme": row.theme.title if row.theme else None} for row in rows]


def _analysis(row: RunTicket, ticket: dict[str, Any]) -> dict[str, Any]:
    return {
        "run_id": row.run_id,
        "category": row.category,
        "priority": row.priority,
        "notes": row.note,
        "source": row.source,
        "provider": row.provider,
        "model": row.model,
        "disagrees": disagreements(row, ticket),
        "analyzed_at": row.finished_at,
    }
