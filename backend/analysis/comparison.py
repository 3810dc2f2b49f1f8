"""What changed between two runs: volumes, priorities, themes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from analysis.choices import FigureGroup, RunStatus
from analysis.models import Run, RunTicket, Theme
from analysis.reduce.figures import Figure, values_of
from analysis.reduce.stop_words import STOP_WORDS
from keywords.tokens import tokenize
from tickets.choices import Priority

# Two themes are the same if half of the words of their titles, or half of the smaller one's tickets, are.
ALIKE = 0.5


class NotComparable(Exception):
    """One of both runs has not completed, or they are the same; the message says which."""


def previous_completed(run: Run) -> Run | None:
    """The newest completed run that began before this one."""
    return Run.objects.filter(status=RunStatus.COMPLETED, pk__lt=run.pk).order_by("-pk").first()


def compare(run: Run, other: Run) -> dict[str, Any]:
    """`run` against `other`, the earlier one as a rule: a Comparison of the API. Raises NotComparable."""
    if run.pk == other.pk:
        raise NotComparable("Compare a run with another one, not with itself.")
    for one in (run, other):
        if one.status != RunStatus.COMPLETED:
            raise NotComparable(f"Run {one.pk} has not completed; there is nothing yet to compare.")
    figures = _figures(run, other)
    values = {figure.key: figure for figure in figures}
    counted = {value: values[f"priority.{value}.count"] for value in Priority.values}
    return {
        "run": run.pk,
        "with": other.pk,
        "figures": [
            {name: getattr(figure, name) for name in ("key", "label", "unit", "value", "previous", "change")}
            for figure in figures
        ],
        "themes": _themes(run, other),
        "priorities": {
            value: {"value": figure.value, "previous": figure.previous} for value, figure in counted.items()
        },
    }


def _figures(run: Run, other: Run) -> list[Figure]:
    """All but those of themes, whose keys are positions."""
    before = values_of(other)
    figures = [Figure(**figure) for figure in run.figures if figure["group"] != FigureGroup.THEME]
    return [figure.against(before.get(figure.key)) for figure in figures]


def _themes(run: Run, other: Run) -> list[dict[str, Any]]:
    """Those of `run`, the largest first, then those that only `other` has."""
    now, before = _counted(run), _counted(other)
    same = _same(now, before, _shared_tickets(run, other))
    kept = {theme.pk: same.get(theme.pk) for theme, _ in now}
    counts = {theme.pk: n for theme, n in before}
    rows = [
        _row(theme.title, n, counts.get(kept[theme.pk] or 0, 0), "kept" if kept[theme.pk] else "new")
        for theme, n in now
    ]
    return rows + [_row(theme.title, 0, n, "gone") for theme, n in before if theme.pk not in same.values()]


def _row(title: str, count: int, previous: int, status: str) -> dict[str, Any]:
    return {"title": title, "count": count, "previous_count": previous, "change": count - previous, "status": status}


def _counted(run: Run) -> list[tuple[Theme, int]]:
    themes = Theme.objects.filter(run=run).annotate(n=Count("run_tickets")).order_by("position")
    return [(theme, theme.n) for theme in themes]


def _same(
    now: list[tuple[Theme, int]], before: list[tuple[Theme, int]], shared: Counter[tuple[int, int]]
) -> dict[int, int]:
    """New theme -> old theme, the most alike first, each at most once."""
    alike = [
        (_likeness(theme, n, old, m, shared[theme.pk, old.pk]), theme.pk, old.pk)
        for theme, n in now
        for old, m in before
    ]
    found: dict[int, int] = {}
    for likeness, theme, old in sorted(alike, key=lambda item: (-item[0], item[1], item[2])):
        if likeness >= ALIKE and theme not in found and old not in found.values():
            found[theme] = old
    return found


def _likeness(theme: Theme, n: int, old: Theme, m: int, shared: int) -> float:
    words, old_words = _words(theme.title), _words(old.title)
    titles = len(words & old_words) / len(words | old_words) if words | old_words else 0.0
    return max(titles, shared / min(n, m) if shared else 0.0)


def _words(title: str) -> set[str]:
    return {word for word in tokenize(title).words if word not in STOP_WORDS}


def _shared_tickets(run: Run, other: Run) -> Counter[tuple[int, int]]:
    """How many tickets a theme of each has in common."""
    old_themes = dict(_themed(other))
    return Counter((theme, old_themes[ticket]) for ticket, theme in _themed(run) if ticket in old_themes)


def _themed(run: Run) -> Iterable[tuple[int, int]]:
    rows = RunTicket.objects.filter(run=run, theme__isnull=False).order_by("ticket_id")
    return rows.values_list("ticket_id", "theme_id").iterator()
