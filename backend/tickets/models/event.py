"""A ticket's history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.choices import ActorRole, EventKind, Source
from tickets.constraints import one_of
from tickets.models.ticket import Ticket

DECISION_KINDS = [EventKind.ACCEPTED, EventKind.OVERRIDDEN]


class TicketEvent(models.Model):
    """One thing that happened to a ticket. Append-only: a trigger refuses to change an entry."""

    # The database cascades (migration 0002), so that a plain SQL DELETE does too.
    ticket = models.ForeignKey(
        Ticket, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=EventKind)
    field = models.CharField(max_length=20, blank=True, db_default="")
    old_value = models.TextField(blank=True, db_default="")
    new_value = models.TextField(blank=True, db_default="")
    # Where a suggested value came from; empty for events that are not about a suggestion.
    source = models.CharField(max_length=20, choices=Source, blank=True, db_default="")
    actor_role = models.CharField(max_length=20, choices=ActorRole)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            one_of("tickets_event", "kind", EventKind),
            one_of("tickets_event", "source", Source, blank=True),
            one_of("tickets_event", "actor_role", ActorRole),
            models.CheckConstraint(
                name="tickets_event_field_paired",
                condition=(Q(kind=EventKind.CREATED) & Q(field="")) | (~Q(kind=EventKind.CREATED) & ~Q(field="")),
            ),
            models.CheckConstraint(
                name="tickets_event_source_paired",
                condition=(Q(kind__in=[EventKind.CREATED, EventKind.CHANGED]) & Q(source=""))
                | (~Q(kind__in=[EventKind.CREATED, EventKind.CHANGED]) & ~Q(source="")),
            ),
        ]
        indexes = [
            # GET /api/tickets/{id}/history/: one ticket's events, newest first.
            models.Index(fields=["ticket", "created_at", "id"], name="tickets_event_history"),
            # GET /api/tickets/trends/: how many suggestions were accepted since a day, from the index alone.
            models.Index(
                fields=["created_at"],
                include=["kind", "field"],
                condition=Q(kind__in=DECISION_KINDS),
                name="tickets_event_decisions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.field} of ticket {self.ticket_id}".replace("  ", " ")
