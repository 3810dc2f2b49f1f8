"""Deleting what is kept of models for no longer than it is of use."""

from django.utils import timezone

from inference.models import CachedAnswer
from jobs.batches import delete_in_batches


def answers_delete_expired() -> int:
    """Deletes answers that are too old to be given again; returns how many."""
    return delete_in_batches(CachedAnswer.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at", "pk"))
