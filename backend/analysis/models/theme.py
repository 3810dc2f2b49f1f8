"""What several tickets of a run have in common."""

from django.db import models

from analysis.choices import ReduceSource
from analysis.models.run import Run
from tickets.constraints import not_blank, one_of

TABLE = "analysis_theme"
TITLE_MAX = 80  # characters
DESCRIPTION_MAX = 300  # characters


class Theme(models.Model):
    """A subject that tickets of a run share. A ticket has at most one: see RunTicket.theme."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="themes", db_index=False)
    position = models.PositiveSmallIntegerField()  # from 0, the largest theme first
    title = models.CharField(max_length=TITLE_MAX)
    description = models.CharField(max_length=DESCRIPTION_MAX, blank=True, db_default="")
    source = models.CharField(max_length=20, choices=ReduceSource)

    class Meta:
        constraints = [
            one_of(TABLE, "source", ReduceSource),
            not_blank(TABLE, "title"),
            # Also what a run's themes are read by.
            models.UniqueConstraint(fields=["run", "position"], name=f"{TABLE}_position"),
        ]

    def __str__(self) -> str:
        return self.title
