"""The suggester that `tickets` is given (TICKET_SUGGESTER): keywords, because a requester is waiting."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from uuid import UUID

from django.db import connection

from postgresql.inserting import Insert
from postgresql.prepared import prepared
from tickets.drafts import Draft
from tickets.suggesting import Outcome, Suggested
from triage.models import Decision, Suggestion
from triage.services import suggestion_build, suggestions_insert

_DECISION = ["ticket_id", "suggestion_id", "category", "category_choice", "priority", "priority_choice"]
_DECISIONS = Insert(Decision, _DECISION)
_decision = attrgetter(*_DECISION)


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
        suggestions_insert(suggestions)
        return [_suggested(suggestion, seen=False) for suggestion in suggestions]

    def recall(self, ids: Collection[UUID]) -> dict[UUID, Suggested]:
        with prepared(connection) as cursor:
            cursor.execute(
                "SELECT id, category, priority, source FROM triage_suggestion WHERE id = ANY(%s)", [list(ids)]
            )
            return {
                pk: Suggested(id=pk, category=category, priority=priority, source=source, seen=True)
                for pk, category, priority, source in cursor.fetchall()
            }

    def record(self, outcomes: Sequence[Outcome]) -> None:
        _DECISIONS.run([_decision(outcome) for outcome in outcomes])
