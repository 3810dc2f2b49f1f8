"""Chainable reads of tickets."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from tickets.models import Ticket  # noqa: F401  (named in a string below: models imports this module)


@dataclass(frozen=True, slots=True)
class CellFilter:
    """The values that each of the three choices may have; an empty tuple does not restrict."""

    category: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()

    def lookups(self) -> dict[str, tuple[str, ...] | str]:
        """The same as arguments of `filter()`: equality for a single value, behind which an index keeps the order."""
        chosen = {"category": self.category, "priority": self.priority, "status": self.status}
        one = {field: values[0] for field, values in chosen.items() if len(values) == 1}
        several = {f"{field}__in": values for field, values in chosen.items() if len(values) > 1}
        return {**one, **several}


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Tickets."""

    def created_between(self, after: datetime | None, before: datetime | None) -> Self:
        """Those created at or after `after` and before `before`; None does not restrict."""
        bounds = {"created_at__gte": after, "created_at__lt": before}
        return self.filter(**{lookup: moment for lookup, moment in bounds.items() if moment is not None})
