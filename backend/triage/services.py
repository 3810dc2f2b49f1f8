"""Everything that writes suggestions."""

import hashlib
import time

from triage import keywords
from triage.models import Suggestion


def suggestion_build(*, description: str, title: str = "") -> Suggestion:
    """Classifies the text; the suggestion is not stored yet."""
    started = time.perf_counter()
    result = keywords.classify(description, title)
    return Suggestion(
        description_hash=hashlib.sha256(description.encode()).hexdigest(),
        category=result.category,
        priority=result.priority,
        source=result.source,
        matched={field: list(words) for field, words in result.matched.items()},
        latency_ms=round((time.perf_counter() - started) * 1000, 3),
    )


def suggestion_create(*, description: str, title: str = "") -> Suggestion:
    """Classifies the text and stores the suggestion."""
    suggestion = suggestion_build(description=description, title=title)
    suggestion.save(force_insert=True)
    return suggestion
