"""The suggester that `tickets` is given (TICKET_SUGGESTER): keywords, because a requester is waiting."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from uuid import UUID

from tickets.drafts import Draft
from tickets.suggesting import Outcome, Suggested
from triage.models import Decision, Suggestion
from triage.services import suggestion_build


def _suggested(suggestion: Suggestion, *, seen: bool) -> Suggested:
    return Suggested(
        id=suggestion.id,
        category=suggestion.category,
        priority=suggestion.priority,
        source=suggestion.source,
        seen=seen,
    )


class StoredSuggester:
    """Implements tickets.suggesting.Suggester over the stored suggestions."""

    def suggest(self, drafts: Sequence[Draft]) -> list[Suggested]:
        suggestions = [suggestion_build(description=draft.description, title=draft.title) for draft in drafts]
        Suggestion.objects.bulk_create(suggestions)
        return [_suggested(suggestion, seen=False) for suggestion in suggestions]

    def recall(self, ids: Collection[UUID]) -> dict[UUID, Suggested]:
        return {pk: _suggested(found, seen=True) for pk, found in Suggestion.objects.in_bulk(list(ids)).items()}

    def record(self, outcomes: Sequence[Outcome]) -> None:
        Decision.objects.bulk_create([Decision(**asdict(outcome)) for outcome in outcomes])
