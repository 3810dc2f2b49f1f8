"""Who is looking at a ticket right now."""

from django.db import models
from django.db.models import TextChoices
from django.db.models.functions import Now

from tickets.constraints import one_of


class PresenceState(TextChoices):
    """What somebody does with a ticket."""

    VIEWING = "viewing"
    EDITING = "editing"


class TicketPresence(models.Model):
    """A browser tab in which a ticket is open, until it has not been heard of for a while (tickets.presence).

    The table is UNLOGGED: a heartbeat writes nothing to the journal, and a crash of the server starts it anew. It has
    no foreign keys, because checking one locks the ticket's row.
    """

    pk = models.CompositePrimaryKey("ticket_id", "tab")
    ticket_id = models.BigIntegerField()
    tab = models.UUIDField()  # made by the tab, and told to nobody else
    user_id = models.BigIntegerField(null=True)  # null for who is not signed in
    state = models.CharField(max_length=10, choices=PresenceState)
    since = models.DateTimeField(db_default=Now())  # when the ticket was opened there
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [one_of("tickets_presence", "state", PresenceState)]
        db_table = "tickets_presence"

    def __str__(self) -> str:
        return f"{self.state} ticket {self.ticket_id}"
