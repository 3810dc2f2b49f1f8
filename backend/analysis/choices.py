"""The words that analysis runs are described with: the same in database and API."""

from django.db.models import TextChoices


class RunStatus(TextChoices):
    """Where a run is in its life."""

    PENDING = "pending"  # stored and queued; no worker has begun
    PROCESSING = "processing"
    COMPLETED = "completed"  # with a summary, even if tickets failed
    FAILED = "failed"  # the run itself could not go on; `error` says why
    CANCELLED = "cancelled"  # what was done until then is kept


ACTIVE_STATUSES = frozenset({RunStatus.PENDING, RunStatus.PROCESSING})
FINISHED_STATUSES = frozenset({RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED})


class Phase(TextChoices):
    """What a run is doing."""

    WAITING = "waiting"
    MAPPING = "mapping"  # each ticket for itself
    REDUCING = "reducing"  # figures, themes and summary over all of them
    FINISHED = "finished"


class Scope(TextChoices):
    """How the tickets of a run were chosen."""

    PENDING = "pending"  # all without an analysis
    FILTER = "filter"  # those that a filter of the ticket list finds
    TICKETS = "tickets"  # named one by one


class RunTicketStatus(TextChoices):
    """What became of one ticket in a run."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"  # another run held it when this one began
    CANCELLED = "cancelled"


class ReduceSource(TextChoices):
    """Who found the themes, or wrote the summary."""

    LLM = "llm"
    KEYWORDS = "keywords"  # terms and templates, without a model


class FigureGroup(TextChoices):
    """What a figure is about."""

    VOLUME = "volume"
    CATEGORY = "category"
    PRIORITY = "priority"
    STATUS = "status"
    AGE = "age"
    DISAGREEMENT = "disagreement"
    THEME = "theme"


class Unit(TextChoices):
    """What a figure is counted in."""

    TICKETS = "tickets"
    PERCENT = "percent"
    HOURS = "hours"
    PER_DAY = "per_day"
