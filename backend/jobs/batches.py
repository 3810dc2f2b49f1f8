"""Deleting many rows without holding any of them for long."""

from typing import Any

from django.db.models import Model, QuerySet

# Rows in one transaction: a few milliseconds, and little for a replica or a vacuum to keep up with.
BATCH = 2_000


def delete_in_batches(rows: "QuerySet[Any]", *, size: int = BATCH) -> int:
    """Deletes what `rows`, in an indexed order of its own, finds; returns how many. Each batch is a transaction."""
    model: type[Model] = rows.model
    deleted = 0
    while keys := list(rows.values_list("pk", flat=True)[:size]):
        deleted += model._default_manager.filter(pk__in=keys).delete()[0]
    return deleted
