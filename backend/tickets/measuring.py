"""Counting what came in, once it is stored."""

from collections import Counter
from collections.abc import Iterable

from telemetry.metrics import tickets as metrics
from telemetry.metrics import triage as triage_metrics
from tickets.suggesting import Outcome, Suggested


def created(suggestions: Iterable[Suggested | None], decided: Iterable[tuple[Suggested, Outcome]]) -> None:
    """Tickets were created, each with a suggestion behind it or none; `decided` tells what became of those."""
    for source, number in Counter(one.source if one else metrics.CHOSEN for one in suggestions).items():
        metrics.CREATED.labels(source).inc(number)
    choices: Counter[tuple[str, str, str]] = Counter()
    for suggested, outcome in decided:
        choices["category", suggested.source, outcome.category_choice] += 1
        choices["priority", suggested.source, outcome.priority_choice] += 1
    for (field, source, choice), number in choices.items():
        triage_metrics.DECISIONS.labels(field, source, choice).inc(number)
