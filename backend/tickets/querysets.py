"""Chainable reads of tickets."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from tickets.models import Ticket


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Tickets."""

    def in_cells(
        self,
        *,
        category: Collection[str] = (),
        priority: Collection[str] = (),
        status: Collection[str] = (),
    ) -> Self:
        """Those with one of the values of each; an empty collection does not restrict."""
        chosen = {"category__in": category, "priority__in": priority, "status__in": status}
        return self.filter(**{lookup: values for lookup, values in chosen.items() if values})

    def created_between(self, after: datetime | None, before: datetime | None) -> Self:
        """Those created at or after `after` and before `before`; None does not restrict."""
        bounds = {"created_at__gte": after, "created_at__lt": before}
        return self.filter(**{lookup: moment for lookup, moment in bounds.items() if moment is not None})
