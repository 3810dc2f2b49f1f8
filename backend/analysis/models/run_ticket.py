"""One ticket in a run."""

from django.db import models
from django.db.models import Q

from analysis.choices import RunTicketStatus
from analysis.models.run import Run
from analysis.models.theme import Theme
from llm.errors import Outcome
from tickets.choices import Category, Priority, Source
from tickets.constraints import one_of

TABLE = "analysis_run_ticket"
NOTE_MAX = 300  # characters
BY_MODEL = [Source.LLM, Source.CACHE]
ENDED = [RunTicketStatus.DONE, RunTicketStatus.FAILED, RunTicketStatus.CANCELLED]
OK = Outcome.OK.value


class RunTicket(models.Model):
    """What a run was given of a ticket, and what it made of it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="run_tickets", db_index=False)
    # tickets.Ticket; unconstrained, so that a run stays as it was after a ticket is deleted.
    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    # Of the ticket when the run began.
    ticket_version = models.PositiveIntegerField()
    old_category = models.CharField(max_length=20, choices=Category)
    old_priority = models.CharField(max_length=20, choices=Priority)

    chunk = models.PositiveIntegerField(db_default=0)  # the job that sees to it
    status = models.CharField(max_length=20, choices=RunTicketStatus, db_default=RunTicketStatus.PENDING)
    # While the run holds the ticket. The partial unique index below decides which run that is.
    active = models.BooleanField(db_default=True)
    held_by = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    # The analysis; empty unless done.
    category = models.CharField(max_length=20, choices=Category, blank=True, db_default="")
    priority = models.CharField(max_length=20, choices=Priority, blank=True, db_default="")
    note = models.CharField(max_length=NOTE_MAX, blank=True, db_default="")
    source = models.CharField(max_length=20, choices=Source, blank=True, db_default="")
    # How asking the model ended, as in triage.Suggestion; empty if none was asked.
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome], blank=True, db_default="")
    provider = models.CharField(max_length=50, blank=True, db_default="")
    model = models.CharField(max_length=200, blank=True, db_default="")
    prompt_version = models.CharField(max_length=50, blank=True, db_default="")
    attempts = models.PositiveSmallIntegerField(db_default=0)
    input_tokens = models.PositiveIntegerField(db_default=0)
    output_tokens = models.PositiveIntegerField(db_default=0)
    # None where no price is known.
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    latency_ms = models.FloatField(db_default=0.0)
    error = models.TextField(blank=True, db_default="")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="run_tickets", db_index=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of(TABLE, "status", RunTicketStatus),
            one_of(TABLE, "old_category", Category),
            one_of(TABLE, "old_priority", Priority),
            one_of(TABLE, "category", Category, blank=True),
            one_of(TABLE, "priority", Priority, blank=True),
            one_of(TABLE, "source", Source, blank=True),
            one_of(TABLE, "outcome", Outcome, blank=True),
            # Also what GET /api/analyze/{id}/tickets/ pages by.
            models.UniqueConstraint(fields=["run", "ticket"], name=f"{TABLE}_once"),
            # Two runs never analyse a ticket at the same time: INSERT ... ON CONFLICT DO NOTHING asks this index.
            models.UniqueConstraint(fields=["ticket"], condition=Q(active=True), name=f"{TABLE}_active"),
            models.CheckConstraint(
                name=f"{TABLE}_active_paired",
                condition=Q(status=RunTicketStatus.PENDING, active=True)
                | Q(status__in=[RunTicketStatus.DONE, RunTicketStatus.FAILED])
                | Q(status__in=[RunTicketStatus.SKIPPED, RunTicketStatus.CANCELLED], active=False),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_held_by_paired", condition=Q(status=RunTicketStatus.SKIPPED) | Q(held_by__isnull=True)
            ),
            models.CheckConstraint(
                name=f"{TABLE}_done_paired",
                condition=(Q(status=RunTicketStatus.DONE) & ~Q(category="") & ~Q(priority="") & ~Q(source=""))
                | (
                    ~Q(status=RunTicketStatus.DONE)
                    & Q(category="", priority="", source="", note="", theme__isnull=True)
                    & ~Q(outcome=OK)
                ),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_model_paired",
                condition=(Q(source__in=BY_MODEL, outcome=OK) & ~Q(provider="") & ~Q(model="") & ~Q(prompt_version=""))
                | (~Q(source__in=BY_MODEL) & ~Q(outcome=OK)),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_error_paired",
                condition=(Q(status=RunTicketStatus.FAILED) & ~Q(error=""))
                | (~Q(status=RunTicketStatus.FAILED) & Q(error="")),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_finished_at_paired",
                condition=Q(status__in=ENDED, finished_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(name=f"{TABLE}_latency_positive", condition=Q(latency_ms__gte=0)),
        ]
        indexes = [
            # A chunk's job: what is left of its share.
            models.Index(
                fields=["run", "chunk", "id"],
                condition=Q(status=RunTicketStatus.PENDING),
                name="analysis_run_ticket_left",
            ),
            # GET /api/analyze/{id}/tickets/?status=, and the counts of a run by status.
            models.Index(fields=["run", "status", "ticket"], name="analysis_run_ticket_by_status"),
            # A theme's tickets.
            models.Index(
                fields=["theme", "ticket"], condition=Q(theme__isnull=False), name="analysis_run_ticket_by_theme"
            ),
            # Deleting a run that held tickets which other runs skipped.
            models.Index(fields=["held_by"], condition=Q(held_by__isnull=False), name="analysis_run_ticket_held"),
            # A ticket's analyses, the latest first, and whether it has any.
            models.Index(
                fields=["ticket", "finished_at", "id"],
                condition=Q(status=RunTicketStatus.DONE),
                name="analysis_run_ticket_latest",
            ),
            # GET /api/tickets/analyzed/: the newest analyses first.
            models.Index(
                fields=["finished_at", "id"],
                condition=Q(status=RunTicketStatus.DONE),
                name="analysis_run_ticket_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} in run {self.run_id}: {self.status}"
