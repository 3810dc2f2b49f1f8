"""A ticket as it was submitted, before it is one."""

from dataclasses import dataclass
from uuid import UUID

from tickets.choices import Status


@dataclass(frozen=True, slots=True)
class Draft:
    """Validated input. Category and priority are None where nobody chose; `suggestion_id` names what was shown."""

    title: str
    description: str
    category: str | None = None
    priority: str | None = None
    status: str = Status.OPEN
    suggestion_id: UUID | None = None
