"""Deleting suggestions that no ticket came from, and with them the drafts that were sent to a model."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jobs.batches import BATCH
from triage.models import Decision, Suggestion


def suggestions_delete_old() -> int:
    """Deletes those older than SUGGESTION_RETENTION_DAYS; returns how many.

    One walk along the index triage_suggestion_age, in windows: those that tickets came from stay, so that what is left
    to look at must not be looked for from the beginning each time.
    """
    before = timezone.now() - timedelta(days=settings.SUGGESTION_RETENTION_DAYS)
    old = Suggestion.objects.filter(created_at__lt=before).order_by("created_at", "pk")
    shown, caught_up = (Exists(Decision.objects.filter(**{by: OuterRef("pk")})) for by in ("suggestion", "caught_up"))
    deleted = 0
    after: tuple[datetime, UUID] | None = None
    while window := list((_beyond(old, after) if after else old).values_list("created_at", "pk")[:BATCH]):
        of_window = Suggestion.objects.filter(pk__in=[key for _, key in window])
        deleted += of_window.filter(~shown, ~caught_up).delete()[0]
        after = window[-1]
    return deleted


def _beyond(old: "QuerySet[Suggestion]", after: tuple[datetime, UUID]) -> "QuerySet[Suggestion]":
    moment, key = after
    return old.filter(Q(created_at__gt=moment) | Q(created_at=moment, pk__gt=key), created_at__gte=moment)
