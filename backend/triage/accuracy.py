"""How often people keep what was suggested to them: measured, not claimed."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Literal

from django.db.models import Count, QuerySet
from django.utils import timezone

from triage.intervals import ENOUGH_CASES, wilson
from triage.models import Choice, Decision

FIELDS: tuple[Literal["category", "priority"], ...] = ("category", "priority")

# Both count as agreement; they are told apart because who leaves a value as it is may not have looked at it.
_KEPT = (Choice.ACCEPTED, Choice.UNTOUCHED)


def accuracy(days: int) -> dict[str, Any]:
    """Of the tickets created in the last `days` days: per field, per engine, and suggested against chosen values."""
    decisions = Decision.objects.filter(created_at__gte=timezone.now() - timedelta(days=days))
    return {
        "days": days,
        "enough_cases": ENOUGH_CASES,
        "fields": {field: _figures(_choices(decisions, field)) for field in FIELDS},
        "engines": _engines(decisions),
        "confusion": {field: _confusion(decisions, field) for field in FIELDS},
    }


def _choices(decisions: "QuerySet[Decision]", field: str) -> Counter[str]:
    column = f"{field}_choice"
    return Counter(dict(decisions.values_list(column).annotate(n=Count("pk")).order_by(column)))


def _engines(decisions: "QuerySet[Decision]") -> list[dict[str, Any]]:
    """Per source, provider, model and prompt version, the most used first."""
    # What answered is the keywords, whichever model was asked before.
    by_model = ("suggestion__provider", "suggestion__model", "suggestion__prompt_version")
    counts: dict[tuple[str, ...], dict[str, Counter[str]]] = {}
    for field in FIELDS:
        rows = (
            decisions.values_list("suggestion__source", *by_model, f"{field}_choice")
            .annotate(n=Count("pk"))
            .order_by("suggestion__source", *by_model, f"{field}_choice")
        )
        for source, provider, model, version, choice, n in rows:
            engine = (source, provider, model, version) if source in ("llm", "cache") else (source, "", "", "")
            counts.setdefault(engine, {name: Counter() for name in FIELDS})[field][choice] += n
    engines = [
        {
            "source": source,
            "provider": provider or None,
            "model": model or None,
            "prompt_version": version or None,
            **{field: _figures(chosen[field]) for field in FIELDS},
        }
        for (source, provider, model, version), chosen in counts.items()
    ]
    return sorted(engines, key=lambda engine: -engine["category"]["cases"])


def _figures(choices: Counter[str]) -> dict[str, Any]:
    kept = sum(choices[choice] for choice in _KEPT)
    cases = kept + choices[Choice.OVERRIDDEN]
    low, high = wilson(kept, cases)
    return {
        **{choice.value: choices[choice] for choice in Choice},
        "cases": cases,
        "kept": kept,
        "share": round(kept / cases, 3) if cases >= ENOUGH_CASES else None,
        "low": round(low, 3) if cases else None,
        "high": round(high, 3) if cases else None,
    }


def _confusion(decisions: "QuerySet[Decision]", field: str) -> list[dict[str, Any]]:
    """Of what people were shown: which value was suggested, which one submitted, and how often."""
    rows: Iterable[tuple[str, str, int]] = (
        decisions.filter(**{f"{field}_choice__in": [*_KEPT, Choice.OVERRIDDEN]})
        .values_list(f"suggestion__{field}", field)
        .annotate(n=Count("pk"))
        .order_by(f"suggestion__{field}", field)
    )
    return [{"suggested": suggested, "chosen": chosen, "n": n} for suggested, chosen, n in rows]
