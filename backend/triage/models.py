"""What was suggested, and what people chose instead or after all."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.choices import Category, Priority, Source
from tickets.constraints import one_of


class Suggestion(models.Model):
    """A category and a priority suggested for a text. Never changed afterwards: a trigger refuses it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # SHA-256 in hexadecimal: tells equal texts without keeping drafts that nobody submitted.
    description_hash = models.CharField(max_length=64)
    category = models.CharField(max_length=20, choices=Category)
    priority = models.CharField(max_length=20, choices=Priority)
    source = models.CharField(max_length=20, choices=Source)
    provider = models.CharField(max_length=50, blank=True, db_default="")
    model = models.CharField(max_length=100, blank=True, db_default="")
    prompt_version = models.CharField(max_length=50, blank=True, db_default="")
    # {"category": [words], "priority": [words]}, as they stand in the text.
    matched = models.JSONField(default=dict)
    latency_ms = models.FloatField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            one_of("triage_suggestion", "category", Category),
            one_of("triage_suggestion", "priority", Priority),
            one_of("triage_suggestion", "source", Source),
            models.CheckConstraint(name="triage_suggestion_latency_positive", condition=Q(latency_ms__gte=0)),
        ]
        indexes = [
            # Deleting old suggestions that no ticket came from.
            models.Index(fields=["created_at"], name="triage_suggestion_age"),
        ]

    def __str__(self) -> str:
        return f"{self.category}/{self.priority} by {self.source}"


class Choice(models.TextChoices):
    """What became of a suggested value."""

    ACCEPTED = "accepted"  # a person submitted the suggested value
    OVERRIDDEN = "overridden"  # a person submitted another one
    FILLED = "filled"  # nobody chose: the desk filled it in
    INDEPENDENT = "independent"  # a person chose without having been suggested anything


class Decision(models.Model):
    """How a ticket's first values relate to its suggestion."""

    # tickets.Ticket; unconstrained, so that accuracy stays measurable after a ticket is deleted.
    ticket = models.OneToOneField(
        "tickets.Ticket", primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="decisions")
    category = models.CharField(max_length=20, choices=Category)
    category_choice = models.CharField(max_length=20, choices=Choice)
    priority = models.CharField(max_length=20, choices=Priority)
    priority_choice = models.CharField(max_length=20, choices=Choice)

    class Meta:
        constraints = [
            one_of("triage_decision", "category", Category),
            one_of("triage_decision", "category_choice", Choice),
            one_of("triage_decision", "priority", Priority),
            one_of("triage_decision", "priority_choice", Choice),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id}: {self.category_choice}, {self.priority_choice}"
