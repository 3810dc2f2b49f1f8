"""A ticket as it was submitted, before it is one."""

from dataclasses import dataclass
from uuid import UUID

from tickets.choices import Status


@dataclass(frozen=True, slots=True)
class Draft:
    """Validated input. Category and priority are None where nobody gave one; `suggestion_id` names what was shown."""

    title: str
    description: str
    category: str | None = None
    priority: str | None = None
    status: str = Status.OPEN
    suggestion_id: UUID | None = None
    # The fields that the requester chose by hand; None where the client does not tell.
    touched: frozenset[str] | None = None

    def was_chosen(self, field: str) -> bool:
        """Somebody chose the value of `field`, as far as the client tells, and did not only leave it as it was."""
        return self.touched is None or field in self.touched
