"""The words that tickets are described with: the same in database, API and web app."""

from django.db.models import TextChoices


class Category(TextChoices):
    """What a ticket is about."""

    BILLING = "billing"  # charges, invoices, payments, refunds, plans
    TECHNICAL = "technical"  # something broken, slow or failing
    ACCOUNT = "account"  # sign-in, credentials, profile, permissions, closure
    GENERAL = "general"  # everything else


class Priority(TextChoices):
    """How soon somebody should look at it: impact times urgency."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Status(TextChoices):
    """Where a ticket is in its life."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


# The statuses in which `resolved_at` is set.
DONE_STATUSES = frozenset({Status.RESOLVED, Status.CLOSED})


class Source(TextChoices):
    """Where a suggested value came from."""

    LLM = "llm"
    CACHE = "cache"  # an earlier answer of the model to the same text
    KEYWORDS = "keywords"
    NONE = "none"  # no signal found: the values are only defaults


class EventKind(TextChoices):
    """What an entry of a ticket's history tells."""

    CREATED = "created"
    CHANGED = "changed"
    SUGGESTED = "suggested"  # nobody chose: the desk filled the field with the suggestion
    ACCEPTED = "accepted"  # a person submitted the value that was suggested to them
    OVERRIDDEN = "overridden"  # a person submitted another value than the suggested one
    APPLIED = "applied"  # an agent took over the value that an analysis of the ticket found


class ActorRole(TextChoices):
    """Who did it."""

    REQUESTER = "requester"
    AGENT = "agent"
    SYSTEM = "system"
