"""A run as Markdown: summary, figures, themes and the tickets that need somebody."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from analysis.choices import FigureGroup, RunTicketStatus, Unit
from analysis.export import rows
from analysis.export.escaping import escaped
from analysis.models import Run, Theme
from analysis.reduce.templates import number
from tickets.choices import Priority

_UNITS = {Unit.TICKETS: "", Unit.PERCENT: " %", Unit.HOURS: " h", Unit.PER_DAY: " a day"}
_URGENT = (Priority.CRITICAL, Priority.HIGH)
_LISTED = 100  # tickets in a table at most: the CSV has all
_UNDER_A_THEME = 20  # tickets named at most


def render(run: Run) -> str:
    """The whole document. Text of tickets and models is escaped, so that it links nowhere."""
    return "\n".join(_lines(run))


def _lines(run: Run) -> Iterator[str]:
    yield f"# Analysis run {run.pk}"
    yield ""
    yield from _state(run)
    if run.summary:
        yield from _summary(run)
    yield from _themes(run)
    yield from _figures(run.figures)
    yield from _tables(run)


def _state(run: Run) -> Iterator[str]:
    finished = f", finished {_moment(run.finished_at)}" if run.finished_at else ""
    yield f"- Status: {run.status}, started {_moment(run.started_at) if run.started_at else 'not yet'}{finished}"
    yield f"- Model: {escaped(f'{run.provider} {run.model}') if run.provider else 'none, keywords only'}"
    if run.error:
        yield f"- Error: {escaped(run.error)}"
    yield ""


def _summary(run: Run) -> Iterator[str]:
    yield "## Summary"
    yield ""
    yield f"**{escaped(run.summary['headline'])}**"
    yield ""
    for claim in run.summary["claims"]:
        yield f"- {escaped(claim['text'])}{_evidence(claim)}"
    yield ""
    yield f"*{escaped(run.summary['how'])}*"
    yield ""


def _evidence(claim: Mapping[str, Any]) -> str:
    tickets = [f"ticket {pk}" for pk in claim["ticket_ids"]]
    figures = [f"`{key}`" for key in claim["figures"] if "`" not in key]
    return f" ({', '.join([*tickets, *figures])})" if tickets or figures else ""


def _themes(run: Run) -> Iterator[str]:
    themes = Theme.objects.filter(run=run).order_by("position")
    if not themes:
        return
    yield "## Themes"
    yield ""
    for theme in themes:
        ids = list(theme.run_tickets.order_by("ticket_id").values_list("ticket_id", flat=True))
        more = f" and {len(ids) - _UNDER_A_THEME} more" if len(ids) > _UNDER_A_THEME else ""
        yield f"- **{escaped(theme.title)}** ({len(ids)}): {escaped(theme.description)}"
        yield f"  Tickets {', '.join(map(str, ids[:_UNDER_A_THEME]))}{more}."
    yield ""


def _figures(figures: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    told = [figure for figure in figures if figure["value"] is not None and figure["group"] != FigureGroup.THEME]
    if told:
        yield "## Figures"
        yield ""
        yield from _table(
            ("Figure", "Value", "Before", "Change"),
            (
                (
                    escaped(figure["label"]),
                    *(_value(figure[name], figure["unit"]) for name in ("value", "previous")),
                    _signed(figure["change"]),
                )
                for figure in told
            ),
        )


def _tables(run: Run) -> Iterator[str]:
    urgent: list[rows.Row] = []
    differing: list[rows.Row] = []
    failed: list[rows.Row] = []
    for row in rows.read(run.pk):
        if row.status == RunTicketStatus.FAILED:
            failed.append(row)
        elif row.priority in _URGENT:
            urgent.append(row)
        if row.disagrees:
            differing.append(row)
    urgent.sort(key=lambda row: (_URGENT.index(Priority(row.priority)), row.ticket_id))
    columns = ("Ticket", "Title", "Priority", "Category", "Note")
    yield from _listed(
        "Urgent tickets",
        columns,
        [(row.ticket_id, row.title, row.priority, row.category, row.note) for row in urgent],
    )
    yield from _listed(
        "Where the analysis disagrees",
        ("Ticket", "Title", "Has", "Analysis"),
        [
            (
                row.ticket_id,
                row.title,
                f"{row.ticket_category}, {row.ticket_priority}",
                f"{row.category}, {row.priority}",
            )
            for row in differing
        ],
    )
    yield from _listed("Failed", ("Ticket", "Title", "Why"), [(row.ticket_id, row.title, row.error) for row in failed])


def _listed(title: str, header: tuple[str, ...], cells: list[tuple[object, ...]]) -> Iterator[str]:
    if cells:
        yield f"## {title} ({len(cells)})"
        yield ""
        yield from _table(header, (tuple(escaped(str(cell or "")) for cell in row) for row in cells[:_LISTED]))
        if len(cells) > _LISTED:
            yield f"The first {_LISTED}; the CSV export has all."
            yield ""


def _table(header: tuple[str, ...], cells: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in cells:
        yield f"| {' | '.join(row)} |"
    yield ""


def _value(value: float | None, unit: str) -> str:
    return "" if value is None else f"{number(value)}{_UNITS[Unit(unit)]}"


def _signed(change: float | None) -> str:
    if change is None:
        return ""
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{number(abs(change))}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
