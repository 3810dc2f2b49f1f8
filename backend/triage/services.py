"""Everything that writes suggestions."""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from django.db import connection
from psycopg.types.json import Jsonb

from inference.runtime import config, get_model
from llm.types import Deadline, Feature
from postgresql.inserting import Insert
from telemetry.metrics import triage as metrics
from triage.classifier import Classification, classify
from triage.models import Suggestion
from triage.models.suggestion import BY_MODEL

# As in a classification; `matched` is written by itself.
_CLASSIFIED = [field.name for field in fields(Classification) if field.name != "matched"]
_STORED = ["id", "description_hash", *_CLASSIFIED]
_SUGGESTIONS = Insert(Suggestion, [*_STORED, "matched"])
_stored = attrgetter(*_STORED)


def suggestion_from(classification: Classification, *, description: str) -> Suggestion:
    """The suggestion as it will be stored."""
    return Suggestion(
        description_hash=hashlib.sha256(description.encode()).hexdigest(),
        matched=classification.matched,
        **{name: getattr(classification, name) for name in _CLASSIFIED},
    )


def suggestions_insert(suggestions: Iterable[Suggestion]) -> None:
    """Stores them; when is left to the database."""
    _SUGGESTIONS.run([(*_stored(one), Jsonb(one.matched)) for one in suggestions])


def suggestion_build(*, description: str, title: str = "") -> Suggestion:
    """Classifies by keywords, at once; the suggestion is not stored yet."""
    classification = classify(description=description, title=title, model=None, deadline=Deadline.after(0))
    return suggestion_from(classification, description=description)


def suggestion_offer(*, description: str, title: str = "") -> Suggestion:
    """Classifies by keywords while the database is away: without an id, because it is stored nowhere."""
    started = time.perf_counter()
    suggestion = suggestion_build(description=description, title=title)
    suggestion.pk = None
    seconds = time.perf_counter() - started
    metrics.answered(source=suggestion.source, outcome=suggestion.outcome, by_model=False, seconds=seconds)
    return suggestion


def suggestion_create(*, description: str, title: str = "") -> Suggestion:
    """Classifies within the deadline of somebody who is typing, and stores the suggestion.

    Raises DatabaseError before any model is asked if there is nowhere to store it.
    """
    started = time.perf_counter()
    connection.ensure_connection()  # or each shared store would wait for one, and the answer be paid for and lost
    deadline = Deadline.after(config().interactive_deadline)
    classification = classify(description=description, title=title, model=get_model(Feature.TRIAGE), deadline=deadline)
    suggestion = suggestion_from(classification, description=description)
    suggestions_insert([suggestion])
    metrics.answered(
        source=suggestion.source,
        outcome=suggestion.outcome,
        by_model=suggestion.source in BY_MODEL,
        seconds=time.perf_counter() - started,
    )
    return suggestion
