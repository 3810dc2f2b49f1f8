"""A run's tickets as both exports tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket of a run. Values of the ticket itself are those of now; None, and an empty title, if it is deleted."""

    ticket_id: int
    status: str
    category: str
    priority: str
    note: str
    source: str
    outcome: str
    error: str
    theme: str | None
    finished_at: datetime | None
    title: str | None
    ticket_status: str | None
    ticket_category: str | None
    ticket_priority: str | None

    @property
    def disagrees(self) -> list[str]:
        """The fields in which the analysis differs from the ticket."""
        if self.status != RunTicketStatus.DONE or self.title is None:
            return []
        pairs = {
            "category": (self.category, self.ticket_category),
            "priority": (self.priority, self.ticket_priority),
        }
        return [name for name, (ours, theirs) in pairs.items() if ours != theirs]


def read(run_id: int) -> Iterator[Row]:
    """By ticket id, without those that another run held; some thousands at a time."""
    now = Ticket.objects.filter(pk=OuterRef("ticket_id"))
    rows = (
        RunTicket.objects.filter(run=run_id)
        .exclude(status=RunTicketStatus.SKIPPED)
        .annotate(
            now_title=Subquery(now.values("title")),
            now_status=Subquery(now.values("status")),
            now_category=Subquery(now.values("category")),
            now_priority=Subquery(now.values("priority")),
        )
        .values_list(
            "ticket_id",
            "status",
            "category",
            "priority",
            "note",
            "source",
            "outcome",
            "error",
            "theme__title",
            "finished_at",
            "now_title",
            "now_status",
            "now_category",
            "now_priority",
        )
        .order_by("ticket_id")
    )
    return (Row(*row) for row in rows.iterator(chunk_size=2_000))
