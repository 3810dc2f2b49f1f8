"""A ticket."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.choices import DONE_STATUSES, Category, Priority, Status
from tickets.constraints import max_characters, not_blank, one_of
from tickets.querysets import TicketQuerySet

TITLE_MAX = 200  # characters
DESCRIPTION_MAX = 50_000  # characters


class Ticket(models.Model):
    """What a requester asks for.

    Every rule is in the database: a plain SQL INSERT is held to the same rules, and gets the same defaults.
    """

    title = models.CharField(max_length=TITLE_MAX)
    description = models.TextField()
    category = models.CharField(max_length=20, choices=Category, db_default=Category.GENERAL)
    priority = models.CharField(max_length=20, choices=Priority, db_default=Priority.MEDIUM)
    status = models.CharField(max_length=20, choices=Status, db_default=Status.OPEN)
    # Who works on it. The database empties it when the account is deleted (migration 0006), whoever deletes it.
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    # Goes up by one with every change: what a client's If-Match is compared with.
    version = models.PositiveIntegerField(db_default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    resolved_at = models.DateTimeField(null=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("tickets_ticket", "category", Category),
            one_of("tickets_ticket", "priority", Priority),
            one_of("tickets_ticket", "status", Status),
            not_blank("tickets_ticket", "title"),
            not_blank("tickets_ticket", "description"),
            max_characters("tickets_ticket", "description", DESCRIPTION_MAX),
            models.CheckConstraint(
                name="tickets_ticket_resolved_at_paired",
                condition=Q(status__in=sorted(DONE_STATUSES), resolved_at__isnull=False)
                | (~Q(status__in=sorted(DONE_STATUSES)) & Q(resolved_at__isnull=True)),
            ),
        ]
        indexes = [
            # GET /api/tickets/: newest first, page by page.
            models.Index(fields=["created_at", "id"], name="tickets_newest"),
            # The same behind one filter.
            models.Index(fields=["status", "created_at", "id"], name="tickets_by_status"),
            models.Index(fields=["category", "created_at", "id"], name="tickets_by_category"),
            models.Index(fields=["priority", "created_at", "id"], name="tickets_by_priority"),
            # The same behind all three: without it few matches in many tickets are found by reading most of them.
            models.Index(fields=["status", "priority", "category", "created_at", "id"], name="tickets_by_cell"),
            # GET /api/tickets/?assignee=: one account's tickets of one status, newest first; several statuses, or all
            # four, are merged (tickets.assignees). The other filters and the count are answered from the index alone.
            # Deleting an account finds its tickets by it too.
            models.Index(
                fields=["assignee", "status", "created_at", "id"],
                include=["category", "priority"],
                condition=Q(assignee__isnull=False),
                name="tickets_assigned",
            ),
            # The same for assignee=none: PostgreSQL keeps no order behind IS NULL. Each ticket is in one of the two.
            models.Index(
                fields=["status", "created_at", "id"],
                include=["category", "priority"],
                condition=Q(assignee__isnull=True),
                name="tickets_unassigned",
            ),
            # GET /api/tickets/trends/: resolved per day and the time it took, from the index alone.
            models.Index(
                fields=["resolved_at"],
                include=["created_at"],
                condition=Q(resolved_at__isnull=False),
                name="tickets_resolved",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"
