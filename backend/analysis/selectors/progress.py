"""How far runs are: what is asked for every few seconds while somebody watches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Sum

from analysis.choices import ACTIVE_STATUSES, RunTicketStatus
from analysis.models import Run, RunTicket
from tickets.choices import Source


@dataclass(slots=True)
class Tally:
    """The tickets of a run by status and by source, and what they took. `cost_usd` is None while none is known."""

    statuses: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RunTicketStatus.values, 0))
    sources: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Source.values, 0))
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = None

    @property
    def total(self) -> int:
        """Skipped tickets are another run's."""
        return sum(self.statuses.values()) - self.statuses[RunTicketStatus.SKIPPED]


def tallies(run_ids: Sequence[int]) -> dict[int, Tally]:
    """By run, in one query."""
    found = {run_id: Tally() for run_id in run_ids}
    rows = (
        RunTicket.objects.filter(run__in=run_ids)
        .values("run_id", "status", "source")
        .annotate(n=Count("pk"), input=Sum("input_tokens"), output=Sum("output_tokens"), cost=Sum("cost_usd"))
        .order_by("run_id", "status", "source")
    )
    for row in rows:
        tally = found[row["run_id"]]
        tally.statuses[row["status"]] += row["n"]
        if row["source"]:
            tally.sources[row["source"]] += row["n"]
        tally.input_tokens += row["input"]
        tally.output_tokens += row["output"]
        tally.cost_usd = add_known(tally.cost_usd, row["cost"])
    return found


def add_known(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The sum of what is known; None if nothing is."""
    return other if one is None else one + (other or Decimal(0))


def usd(amount: Decimal | None) -> str | None:
    """As text, since JSON's numbers are binary fractions; None where it is not known."""
    return None if amount is None else f"{amount:.6f}"


def active_runs() -> list[Run]:
    """Those that are waiting or under way, the newest first."""
    return list(Run.objects.filter(status__in=ACTIVE_STATUSES).order_by("-pk"))


def status_of(run: Run, tally: Tally) -> dict[str, Any]:
    """A RunStatus of the API."""
    return {
        "id": run.pk,
        "status": run.status,
        "phase": run.phase,
        "counts": {"total": tally.total, **tally.statuses},
        "sources": tally.sources,
        "tokens": {
            "input": tally.input_tokens + run.reduce_input_tokens,
            "output": tally.output_tokens + run.reduce_output_tokens,
        },
        "cost_usd": usd(add_known(tally.cost_usd, run.reduce_cost_usd)),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "error": run.error,
    }


def mark(runs: Sequence[Run]) -> list[Any]:
    """Changes whenever a status of these runs does, and costs one look into the index of pending tickets.

    Chunks are numbered on when tickets are tried again, so that the same number of pending tickets is not the same.
    """
    pending = {
        row["run_id"]: (row["n"], row["last"])
        for row in RunTicket.objects.filter(run__in=runs, status=RunTicketStatus.PENDING)
        .values("run_id")
        .annotate(n=Count("pk"), last=Max("chunk"))
        .order_by("run_id")
    }
    return [
        (
            run.pk,
            run.status,
            run.phase,
            run.finished_at and run.finished_at.isoformat(),
            run.reduce_input_tokens,
            run.reduce_output_tokens,
            pending.get(run.pk),
        )
        for run in runs
    ]
