"""What the reduce phase reads of a run's tickets."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Left

from analysis.choices import RunTicketStatus
from analysis.models import RunTicket
from analysis.reduce.terms import Text
from tickets.models import Ticket

# Characters of a description that the commonest terms are looked for in: what a ticket is about stands at its start.
TERMS_HEAD = 600


@dataclass(frozen=True, slots=True)
class Note:
    """A ticket as the analysis left it. `text` is its title where there is no note, empty if that is deleted."""

    ticket_id: int
    category: str
    priority: str
    text: str


def read(run_id: int) -> list[Note]:
    """Of all analysed tickets, by id."""
    title = Subquery(Ticket.objects.filter(pk=OuterRef("ticket_id")).values("title"))
    rows = (
        RunTicket.objects.filter(run=run_id, status=RunTicketStatus.DONE)
        .annotate(title=Coalesce(title, Value("")))
        .values_list("ticket_id", "category", "priority", "note", "title")
        .order_by("ticket_id")
    )
    return [Note(pk, category, priority, note or title) for pk, category, priority, note, title in rows]


def texts(run_id: int) -> Iterator[Text]:
    """Of all analysed tickets that still exist, by id."""
    rows = (
        RunTicket.objects.filter(run=run_id, status=RunTicketStatus.DONE)
        .values_list("ticket_id", "ticket__title", Left("ticket__description", TERMS_HEAD))  # an inner join
        .order_by("ticket_id")
    )
    return (Text(*row) for row in rows.iterator(chunk_size=2_000))
