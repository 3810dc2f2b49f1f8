"""One run with what was found, and the list of runs."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from analysis.choices import RunTicketStatus, Scope
from analysis.models import Run, RunTicket, Theme
from analysis.selectors.progress import Tally, status_of, tallies, usd
from analysis.selectors.run_tickets import disagreeing, run_ticket_rows
from analysis.words import retryable

SHOWN_IDS = 50  # ticket ids of a theme, or of those that another run held
FIRST_TICKETS = 20


def runs_with(status: str | None) -> "QuerySet[Run]":
    """All runs, or those with one status, the newest first; without what only one run's page shows."""
    runs = Run.objects.filter(status=status) if status else Run.objects.all()
    return runs.select_related("created_by").defer("figures", "summary").order_by("-pk")


def run_rows(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """Runs of the API."""
    found = tallies([run.pk for run in runs])
    return [_row(run, found[run.pk]) for run in runs]


def _row(run: Run, tally: Tally) -> dict[str, Any]:
    return {
        **status_of(run, tally),
        "scope": run.scope,
        "filter": run.filter if run.scope == Scope.FILTER else None,
        "left_out": run.left_out,
        "provider": run.provider,
        "model": run.model,
        "prompt_version": run.prompt_version,
        "created_at": run.created_at,
        "created_by": run.created_by.get_username() if run.created_by else None,
        "estimate": {
            "input_tokens": run.estimate_input_tokens,
            "output_tokens": run.estimate_output_tokens,
            "cost_usd": usd(run.estimate_cost_usd),
            "seconds": run.estimate_seconds,
        },
    }


def run_detail(run_id: int) -> dict[str, Any]:
    """A RunDetail of the API. Raises Run.DoesNotExist."""
    run = Run.objects.select_related("created_by").get(pk=run_id)
    tally = tallies([run.pk])[run.pk]
    first = RunTicket.objects.filter(run=run).order_by("-ticket_id")[:FIRST_TICKETS]
    return {
        **_row(run, tally),
        "figures": run.figures,
        "themes": _themes(run, tally.statuses[RunTicketStatus.DONE]),
        "summary": {**run.summary, "source": run.summary_source, "removed_citations": run.removed_citations}
        if run.summary
        else None,
        "failures": _failures(run),
        "skipped": _skipped(run),
        "previous_run": run.previous_run_id,
        "disagreements": disagreeing(run.pk).count(),
        "tickets": run_ticket_rows(first),
    }


def _themes(run: Run, done: int) -> list[dict[str, Any]]:
    """Each with how many of the analysed tickets it has, and the newest of them."""
    themes = Theme.objects.filter(run=run).annotate(n=Count("run_tickets")).order_by("position")
    if not themes:
        return []
    newest = Window(RowNumber(), partition_by=F("theme_id"), order_by=F("ticket_id").desc())
    rows = (
        RunTicket.objects.filter(theme__in=[theme.pk for theme in themes])
        .annotate(place=newest)
        .filter(place__lte=SHOWN_IDS)
        .order_by("theme_id", "-ticket_id")
        .values_list("theme_id", "ticket_id")
    )
    ids: dict[int, list[int]] = {}
    for theme_id, ticket_id in rows:
        ids.setdefault(theme_id, []).append(ticket_id)
    return [
        {
            "id": theme.pk,
            "position": theme.position,
            "title": theme.title,
            "description": theme.description,
            "source": theme.source,
            "count": theme.n,
            "share": round(theme.n / done, 4) if done else 0,
            "ticket_ids": ids.get(theme.pk, []),
        }
        for theme in themes
    ]


def _failures(run: Run) -> list[dict[str, Any]]:
    """Why tickets failed, the commonest reason first."""
    rows = (
        RunTicket.objects.filter(run=run, status=RunTicketStatus.FAILED)
        .values("error")
        .annotate(n=Count("pk"))
        .order_by("-n", "error")
    )
    return [{"reason": row["error"], "count": row["n"], "retryable": retryable(row["error"])} for row in rows]


def _skipped(run: Run) -> list[dict[str, Any]]:
    """Which runs held tickets of this one when it began; None if that run is deleted by now."""
    found: dict[int | None, list[int]] = {}
    rows = RunTicket.objects.filter(Q(run=run), Q(status=RunTicketStatus.SKIPPED))
    for held_by, ticket_id in rows.order_by("held_by_id", "-ticket_id").values_list("held_by_id", "ticket_id"):
        found.setdefault(held_by, []).append(ticket_id)
    return [{"run_id": held_by, "count": len(ids), "ticket_ids": ids[:SHOWN_IDS]} for held_by, ids in found.items()]
