"""Keys of requests that may be sent twice."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class IdempotencyKey(models.Model):
    """What a POST with an Idempotency-Key created. The primary key decides which of two equal requests was first."""

    key = models.CharField(max_length=255, primary_key=True)
    # SHA-256 of the body in hexadecimal: the same key with another body is a mistake of the client's.
    fingerprint = models.CharField(max_length=64)
    ticket_ids = ArrayField(models.BigIntegerField(), default=list)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            # Deleting the expired ones.
            models.Index(fields=["created_at"], name="tickets_idempotency_age"),
        ]

    def __str__(self) -> str:
        return self.key
