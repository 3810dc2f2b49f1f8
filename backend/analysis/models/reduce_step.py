"""A finished call of the reduce phase."""

from django.db import models
from django.db.models.functions import Now

from analysis.models.run import Run
from tickets.constraints import not_blank


class ReduceStep(models.Model):
    """What a model answered, kept so that a crash does not ask again."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="reduce_steps", db_index=False)
    key = models.CharField(max_length=50)  # which call, for example "themes:0:3": level 0, batch 3
    # SHA-256 of what was asked: another question under the same key, after a retry, is asked anew.
    digest = models.CharField(max_length=64)
    output = models.JSONField()
    input_tokens = models.PositiveIntegerField(db_default=0)
    output_tokens = models.PositiveIntegerField(db_default=0)
    # None where no price is known.
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            not_blank("analysis_reduce_step", "key"),
            not_blank("analysis_reduce_step", "digest"),
            # Also how a step is looked up.
            models.UniqueConstraint(fields=["run", "key"], name="analysis_reduce_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of run {self.run_id}"
