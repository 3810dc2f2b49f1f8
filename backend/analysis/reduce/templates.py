"""A summary without a model: sentences filled in from figures and themes, each of them true and cited."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from analysis.reduce.figures import Figure
from analysis.reduce.found import Claim, FoundTheme, Written
from analysis.reduce.notes import Note
from tickets.choices import Category, Priority, Status

CITED = 10  # tickets at most under a sentence
THEMES = 3
_HOURS_TOLD = 72  # what is longer is told in days

Figures = Mapping[str, Figure]


def write(figures: Sequence[Figure], themes: Sequence[FoundTheme], notes: Sequence[Note]) -> Written:
    """`themes` stand in the order of their figures."""
    known = {figure.key: figure for figure in figures}
    claims = [_progress(known)]
    if notes:
        claims += [claim for sentence in _SENTENCES if (claim := sentence(known))]
        claims[1:1] = _critical(known, notes)
        claims += _subjects(known, themes)
    return Written(_headline(known), claims)


def _headline(known: Figures) -> str:
    analyzed = known["volume.analyzed"]
    if not analyzed.value:
        return f"None of {_tickets(known['volume.tickets'])} could be analysed."
    critical, high = known["priority.critical.count"], known["priority.high.count"]
    return f"{_tickets(analyzed)} analysed: {number(critical.value)} critical, {number(high.value)} high."


def _progress(known: Figures) -> Claim:
    keys = ("volume.analyzed", "volume.tickets", "volume.failed")
    analyzed, total, failed = (known[key] for key in keys)
    text = f"Analysed: {number(analyzed.value)} of {_tickets(total)}; failed: {number(failed.value)}."
    return Claim(text, figures=keys)


def _change(known: Figures) -> Claim | None:
    created = known.get("volume.created")
    if not created:
        return None
    text = (
        f"In the time in which these tickets came, the desk received {_tickets(created)}; in the equally long time "
        f"before, {number(created.previous)}."
    )
    return Claim(text, figures=(created.key,))


def _categories(known: Figures) -> Claim | None:
    return _breakdown(known, "category", Category.values)


def _priorities(known: Figures) -> Claim | None:
    return _breakdown(known, "priority", Priority.values)


def _statuses(known: Figures) -> Claim | None:
    return _breakdown(known, "status", Status.values)


def _breakdown(known: Figures, group: str, values: Sequence[str]) -> Claim | None:
    """The largest first, without values that no ticket has; None if all tickets have been deleted since."""
    counted = [(known[f"{group}.{value}.count"], known[f"{group}.{value}.share"], value) for value in values]
    present = sorted((row for row in counted if row[0].value), key=lambda row: -(row[0].value or 0))
    parts = [f"{value.replace('_', ' ')} {number(n.value)} ({number(share.value)} %)" for n, share, value in present]
    keys = tuple(figure.key for n, share, _ in present for figure in (n, share))
    return Claim(f"By {group}: {', '.join(parts)}.", figures=keys) if parts else None


def _critical(known: Figures, notes: Sequence[Note]) -> Iterator[Claim]:
    critical = known["priority.critical.count"]
    ids = tuple(note.ticket_id for note in notes if note.priority == Priority.CRITICAL)
    if ids:
        first = f" The first {CITED} are listed." if len(ids) > CITED else ""
        yield Claim(f"Critical, so to be looked at first: {_tickets(critical)}.{first}", ids[:CITED], (critical.key,))


def _ages(known: Figures) -> Claim | None:
    unresolved, resolution = known["age.unresolved.median"], known["age.resolution.median"]
    parts = []
    if unresolved.value is not None:
        parts.append(f"The median age of unresolved tickets is {_duration(unresolved.value)}.")
    if resolution.value is not None:
        parts.append(f"Resolved ones took {_duration(resolution.value)} in the median.")
    keys = tuple(figure.key for figure in (unresolved, resolution) if figure.value is not None)
    return Claim(" ".join(parts), figures=keys) if parts else None


def _disagreements(known: Figures) -> Claim:
    either, share = known["disagreement.any.count"], known["disagreement.any.share"]
    category, priority = known["disagreement.category.count"], known["disagreement.priority.count"]
    text = (
        f"The analysis gives another category or priority than the ticket had: {_tickets(either)} "
        f"({number(share.value)} %); another category: {number(category.value)}, another priority: "
        f"{number(priority.value)}."
    )
    return Claim(text, figures=(either.key, share.key, category.key, priority.key))


def _subjects(known: Figures, themes: Sequence[FoundTheme]) -> Iterator[Claim]:
    for position, theme in enumerate(themes[:THEMES]):
        n, share = known[f"theme.{position}.count"], known[f"theme.{position}.share"]
        text = f"“{theme.title}”: {_tickets(n)} ({number(share.value)} %)."
        yield Claim(text, theme.ticket_ids[:CITED], (n.key, share.key))


_SENTENCES: tuple[Callable[[Figures], Claim | None], ...] = (
    _categories,
    _priorities,
    _statuses,
    _disagreements,
    _ages,
    _change,
)


def _tickets(figure: Figure) -> str:
    return f"{number(figure.value)} {'ticket' if figure.value == 1 else 'tickets'}"


def _duration(hours: float) -> str:
    return f"{number(hours)} hours" if hours < _HOURS_TOLD else f"{number(round(hours / 24, 1))} days"


def number(value: float | None) -> str:
    """To one decimal at most, with commas between thousands."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
