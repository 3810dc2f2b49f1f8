"""Deleting what tickets leave behind."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from jobs.batches import delete_in_batches
from tickets.models import IdempotencyKey


def idempotency_keys_delete_old() -> int:
    """Deletes the keys after which nobody repeats a request any more; returns how many."""
    before = timezone.now() - timedelta(days=settings.IDEMPOTENCY_KEY_RETENTION_DAYS)
    return delete_in_batches(IdempotencyKey.objects.filter(created_at__lt=before).order_by("created_at", "pk"))
