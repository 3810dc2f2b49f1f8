"""An analysis run."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from analysis.choices import FINISHED_STATUSES, Phase, ReduceSource, RunStatus, Scope
from tickets.constraints import one_of

TABLE = "analysis_run"


def _json_is(field: str, kind: str) -> models.CheckConstraint:
    """`field` holds a JSON value of this kind: "array", "object"."""
    return models.CheckConstraint(
        name=f"{TABLE}_{field}_{kind}",
        condition=Exact(Func(F(field), function="jsonb_typeof", output_field=models.TextField()), Value(kind)),
    )


class Run(models.Model):
    """An analysis over many tickets, with everything it rests on frozen when it began."""

    status = models.CharField(max_length=20, choices=RunStatus, db_default=RunStatus.PENDING)
    phase = models.CharField(max_length=20, choices=Phase, db_default=Phase.WAITING)
    scope = models.CharField(max_length=20, choices=Scope)
    # What the ticket list's filter was, if the scope is one: {"category": [..], "search": "..", ...}
    filter = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    # Tickets that the scope found beyond ANALYSIS_MAX_TICKETS.
    left_out = models.PositiveIntegerField(db_default=0)

    # Who is asked; all three are empty if no model is meant to answer.
    provider = models.CharField(max_length=50, blank=True, db_default="")
    model = models.CharField(max_length=200, blank=True, db_default="")
    prompt_version = models.CharField(max_length=50, blank=True, db_default="")

    # What was shown before the start. The cost is None where no price is known.
    estimate_input_tokens = models.PositiveBigIntegerField(db_default=0)
    estimate_output_tokens = models.PositiveBigIntegerField(db_default=0)
    estimate_cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    estimate_seconds = models.PositiveIntegerField(db_default=0)

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, db_default="")
    # Since when tickets no longer wait for a model that is away, but go to the keywords; None once it has answered.
    gave_up_at = models.DateTimeField(null=True)

    # What the reduce phase made, see analysis.reduce. The figures' changes are those since `previous_run`.
    figures = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    previous_run = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    summary = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    summary_source = models.CharField(max_length=20, choices=ReduceSource, blank=True, db_default="")
    # Citations that themes or summary made up, and that were removed.
    removed_citations = models.PositiveIntegerField(db_default=0)
    # Of all calls for themes and summary, the failed ones too. The cost is what is known of it.
    reduce_input_tokens = models.PositiveBigIntegerField(db_default=0)
    reduce_output_tokens = models.PositiveBigIntegerField(db_default=0)
    reduce_cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True)

    class Meta:
        constraints = [
            one_of(TABLE, "status", RunStatus),
            one_of(TABLE, "phase", Phase),
            one_of(TABLE, "scope", Scope),
            one_of(TABLE, "summary_source", ReduceSource, blank=True),
            models.CheckConstraint(
                name=f"{TABLE}_phase_paired",
                condition=Q(status=RunStatus.PENDING, phase=Phase.WAITING)
                | Q(status=RunStatus.PROCESSING, phase__in=[Phase.MAPPING, Phase.REDUCING])
                | Q(status__in=sorted(FINISHED_STATUSES), phase=Phase.FINISHED),
            ),
            # A run may be cancelled, or fail, before it has begun.
            models.CheckConstraint(
                name=f"{TABLE}_started_at_paired",
                condition=Q(status=RunStatus.PENDING, started_at__isnull=True)
                | Q(status__in=[RunStatus.PROCESSING, RunStatus.COMPLETED], started_at__isnull=False)
                | Q(status__in=[RunStatus.FAILED, RunStatus.CANCELLED]),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_finished_at_paired",
                condition=Q(status__in=sorted(FINISHED_STATUSES), finished_at__isnull=False)
                | (~Q(status__in=sorted(FINISHED_STATUSES)) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_error_paired",
                condition=(Q(status=RunStatus.FAILED) & ~Q(error="")) | (~Q(status=RunStatus.FAILED) & Q(error="")),
            ),
            models.CheckConstraint(name=f"{TABLE}_filter_paired", condition=Q(scope=Scope.FILTER) | Q(filter={})),
            models.CheckConstraint(
                name=f"{TABLE}_model_paired",
                condition=Q(provider="", model="", prompt_version="")
                | (~Q(provider="") & ~Q(model="") & ~Q(prompt_version="")),
            ),
            models.CheckConstraint(
                name=f"{TABLE}_summary_paired",
                condition=(Q(summary_source="", summary={}) & ~Q(status=RunStatus.COMPLETED))
                | (~Q(summary_source="") & ~Q(summary={})),
            ),
            _json_is("filter", "object"),
            _json_is("figures", "array"),
            _json_is("summary", "object"),
        ]
        indexes = [
            # GET /api/analyze/runs/?status= and /active/, newest first; the completed run before another one.
            models.Index(fields=["status", "id"], name="analysis_run_by_status"),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}: {self.status}"
