"""Suggestions: where they come from, why a model gave none, and what people made of them."""

from collections.abc import Iterable
from itertools import product

from prometheus_client import Counter, Histogram

NO_OUTCOME = "none"  # no model was meant to answer

SUGGESTIONS = Counter("desk_suggestions_total", "Suggestions given to somebody who is typing.", ["source", "outcome"])
DURATION = Histogram(
    "desk_suggestion_duration_seconds",
    "Time that somebody who is typing waited for a suggestion to be made and stored.",
    ["source"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10),
)
FALLBACKS = Counter(
    "desk_suggestion_fallbacks_total", "Suggestions by keywords because a model gave none, by the reason.", ["reason"]
)
DECISIONS = Counter(
    "desk_suggestion_decisions_total",
    "Fields of new tickets, by the source of their suggestion and what became of it.",
    ["field", "source", "choice"],
)


def answered(*, source: str, outcome: str, by_model: bool, seconds: float) -> None:
    """A suggestion was given. `outcome` is how asking a model ended, "" if none was meant to answer."""
    SUGGESTIONS.labels(source, outcome or NO_OUTCOME).inc()
    DURATION.labels(source).observe(seconds)
    if outcome and not by_model:
        FALLBACKS.labels(outcome).inc()


def touch(*, models: Iterable[str], keywords: Iterable[str], failures: Iterable[str], choices: Iterable[str]) -> None:
    """Makes the series at zero. `models` and `keywords` are the sources of either kind, `failures` the outcomes."""
    models, keywords, failures = list(models), list(keywords), list(failures)
    for source in models:
        SUGGESTIONS.labels(source, "ok")
    for source, outcome in product(keywords, [NO_OUTCOME, *failures]):
        SUGGESTIONS.labels(source, outcome)
    for reason in failures:
        FALLBACKS.labels(reason)
    for source in [*models, *keywords]:
        DURATION.labels(source)
    for field, source, choice in product(("category", "priority"), [*models, *keywords], choices):
        DECISIONS.labels(field, source, choice)
