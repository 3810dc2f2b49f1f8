"""What was suggested for a text."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from llm.errors import Outcome
from tickets.choices import Category, Priority, Source
from tickets.constraints import one_of

BY_MODEL = [Source.LLM, Source.CACHE]


class Suggestion(models.Model):
    """A category and a priority suggested for a text. Never changed afterwards: a trigger refuses it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # SHA-256 in hexadecimal: tells equal texts without keeping drafts that nobody submitted.
    description_hash = models.CharField(max_length=64)
    category = models.CharField(max_length=20, choices=Category)
    priority = models.CharField(max_length=20, choices=Priority)
    source = models.CharField(max_length=20, choices=Source)
    # How asking the model ended; empty if none was meant to answer. Provider and model are those that were asked
    # last, also when they failed and the values come from the keywords.
    outcome = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Outcome], blank=True, db_default="")
    provider = models.CharField(max_length=50, blank=True, db_default="")
    model = models.CharField(max_length=200, blank=True, db_default="")
    prompt_version = models.CharField(max_length=50, blank=True, db_default="")
    attempts = models.PositiveSmallIntegerField(db_default=0)
    input_tokens = models.PositiveIntegerField(db_default=0)
    output_tokens = models.PositiveIntegerField(db_default=0)
    # None where no price is known.
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    # {"category": [words], "priority": [words]}, as they stand in the text: what the keyword classifier rests on.
    matched = models.JSONField(default=dict)
    # What the model rests on: words of the text, or nothing if what it gave as such does not stand there.
    quotation = models.CharField(max_length=200, blank=True, db_default="")
    # The ticket as it was sent to a provider, masked if LLM_REDACT is on; empty if nothing was sent.
    sent = models.TextField(blank=True, db_default="")
    latency_ms = models.FloatField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            one_of("triage_suggestion", "category", Category),
            one_of("triage_suggestion", "priority", Priority),
            one_of("triage_suggestion", "source", Source),
            one_of("triage_suggestion", "outcome", Outcome, blank=True),
            models.CheckConstraint(
                name="triage_suggestion_model_paired",
                condition=(Q(source__in=BY_MODEL, outcome=Outcome.OK.value) & ~Q(provider="") & ~Q(model=""))
                | (~Q(source__in=BY_MODEL) & ~Q(outcome=Outcome.OK.value) & Q(quotation="")),
            ),
            models.CheckConstraint(name="triage_suggestion_latency_positive", condition=Q(latency_ms__gte=0)),
        ]
        indexes = [
            # Deleting old suggestions that no ticket came from.
            models.Index(fields=["created_at"], name="triage_suggestion_age"),
        ]

    def __str__(self) -> str:
        return f"{self.category}/{self.priority} by {self.source}"
