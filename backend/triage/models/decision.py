"""What people made of a suggestion."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tickets.choices import Category, Priority
from tickets.constraints import one_of
from triage.models.suggestion import Suggestion


class Choice(models.TextChoices):
    """What became of a suggested value."""

    ACCEPTED = "accepted"  # a person chose the suggested value
    UNTOUCHED = "untouched"  # a person saw the suggested value and submitted it as it was
    OVERRIDDEN = "overridden"  # a person chose another one
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
    # The model's suggestion after all, made once the model was back; None while there is none.
    caught_up = models.ForeignKey(Suggestion, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            one_of("triage_decision", "category", Category),
            one_of("triage_decision", "category_choice", Choice),
            one_of("triage_decision", "priority", Priority),
            one_of("triage_decision", "priority_choice", Choice),
        ]
        indexes = [
            # GET /api/triage/accuracy/: the decisions of the last days.
            models.Index(fields=["created_at"], name="triage_decision_age"),
            # Catching up: what nobody has looked at since the model was away, the newest first.
            models.Index(
                fields=["created_at"],
                condition=Q(caught_up__isnull=True)
                & (
                    Q(category_choice__in=[Choice.FILLED, Choice.UNTOUCHED])
                    | Q(priority_choice__in=[Choice.FILLED, Choice.UNTOUCHED])
                ),
                name="triage_decision_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id}: {self.category_choice}, {self.priority_choice}"
