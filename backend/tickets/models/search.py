"""The text that a search looks through."""

from django.db import models

from tickets.models.ticket import Ticket


class TicketSearch(models.Model):
    """Title and description in capitals, beside the ticket and kept by triggers.

    A narrow table of its own, so that a change of status never touches the trigram index (docs/decisions/0004).
    """

    # The database cascades (migration 0003), so that a plain SQL DELETE does too.
    ticket = models.OneToOneField(
        Ticket, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    created_at = models.DateTimeField()
    document = models.TextField()

    class Meta:
        db_table = "tickets_search"
        indexes = [
            # The first step of a search: the newest tickets, whatever they say.
            models.Index(fields=["created_at", "ticket"], name="tickets_search_newest"),
        ]

    def __str__(self) -> str:
        return f"search text of ticket {self.ticket_id}"
