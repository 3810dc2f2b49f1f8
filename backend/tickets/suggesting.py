"""What `tickets` needs from a classifier, so that it can be given one without importing it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from tickets.choices import Source
from tickets.drafts import Draft

# What became of a suggested value: see triage.models.Choice.
FieldChoice = Literal["accepted", "untouched", "overridden", "filled", "independent"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A stored suggestion. `seen`: it was shown to the requester, and not only made for a ticket that lacked values."""

    id: UUID
    category: str
    priority: str
    source: str
    seen: bool

    def choice(self, draft: Draft, field: Literal["category", "priority"]) -> FieldChoice:
        """How the submitted value of `field` relates to the suggested one."""
        submitted = getattr(draft, field)
        if submitted is None:
            return "filled"
        if not self.seen or self.source == Source.NONE:
            return "independent"  # nothing was suggested to anybody
        if submitted != getattr(self, field):
            return "overridden"
        return "accepted" if draft.was_chosen(field) else "untouched"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a new ticket's first values came to be, beside its suggestion."""

    ticket_id: int
    suggestion_id: UUID
    category: str
    category_choice: FieldChoice
    priority: str
    priority_choice: FieldChoice


class Suggester(Protocol):
    """Stores its suggestions and what became of them; quick, because a requester is waiting."""

    def suggest(self, drafts: Sequence[Draft]) -> list[Suggested]:
        """A new suggestion for each draft, in the same order."""
        ...

    def recall(self, ids: Collection[UUID]) -> Mapping[UUID, Suggested]:
        """The stored ones among `ids`; an expired or unknown id is left out."""
        ...

    def record(self, outcomes: Sequence[Outcome]) -> None:
        """Stores what became of suggestions."""
        ...


@cache
def get_suggester() -> Suggester:
    """The configured one (TICKET_SUGGESTER)."""
    suggester: Suggester = import_string(settings.TICKET_SUGGESTER)()
    return suggester
