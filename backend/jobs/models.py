"""What procrastinate does not keep: why a job ended as it did."""

from django.db import models
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

# Characters.
ERROR_LIMIT = 1000


class JobError(models.Model):
    """The last error of a job. Deleted with it, by a foreign key that the migration adds (ON DELETE CASCADE)."""

    job_id = models.BigIntegerField(primary_key=True)
    attempt = models.PositiveIntegerField()
    error = models.TextField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "jobs_error"
        constraints = [
            models.CheckConstraint(
                name="jobs_error_error_max", condition=LessThanOrEqual(Length("error"), ERROR_LIMIT)
            ),
        ]

    def __str__(self) -> str:
        return f"job {self.job_id}: {self.error}"
