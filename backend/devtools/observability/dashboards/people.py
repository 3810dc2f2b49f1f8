"""What people make of suggestions, and the tickets that come of it: the last rows of Triage and LLM."""

from devtools.observability.dashboards.dashboard import Row
from devtools.observability.dashboards.panels import Query, Unit, lines
from devtools.observability.dashboards.promql import increase

_DECISIONS = "desk_suggestion_decisions_total"
_KEPT = increase(_DECISIONS, 'choice=~"accepted|untouched"', by="field, source", over="6h")
_KEPT_OR_NOT = increase(_DECISIONS, 'choice=~"accepted|untouched|overridden"', by="field, source", over="6h")


def _undone(label: str) -> str:
    """Open tickets by a label. Every worker exports all of them, so first the maximum, then the sum."""
    return f'sum by ({label}) (max by (status, category, priority) (desk_tickets{{status=~"open|in_progress"}}))'


PEOPLE = Row(
    "What people make of it",
    (
        lines(
            "Kept as suggested",
            "Share of suggested values that people kept, of those they kept or replaced, over six hours. How sure that "
            "is tells the web app's dashboard.",
            Unit.SHARE,
            Query(f"{_KEPT} / ({_KEPT_OR_NOT} > 0)", "{{field}} by {{source}}"),
            empty="Nobody has decided in this time",
            maximum=1,
        ),
        lines(
            "What people did",
            "In an hour: accepted by hand, untouched, overridden, filled in by the desk, independent of a suggestion.",
            Unit.COUNT,
            Query(increase(_DECISIONS, by="choice"), "{{choice}}"),
            empty="Nobody has decided in this time",
            stacked=True,
        ),
        lines(
            "New tickets",
            "Created in an hour, by the source of the suggestion behind them; chosen: the requester chose both.",
            Unit.COUNT,
            Query(increase("desk_tickets_created_total", by="source"), "{{source}}"),
            empty="No new tickets",
            stacked=True,
        ),
        lines(
            "Open tickets by category",
            "Tickets that are open or in progress.",
            Unit.COUNT,
            Query(_undone("category"), "{{category}}"),
            empty="No worker tells",
            stacked=True,
        ),
        lines(
            "Open tickets by priority",
            "Tickets that are open or in progress.",
            Unit.COUNT,
            Query(_undone("priority"), "{{priority}}"),
            empty="No worker tells",
            stacked=True,
        ),
        lines(
            "Untriaged tickets",
            "Tickets whose category or priority nobody chose and no model gave.",
            Unit.COUNT,
            Query("max(desk_tickets_untriaged)", "untriaged"),
            empty="No worker tells",
        ),
    ),
)
