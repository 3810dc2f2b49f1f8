"""The reduce phase of a run, from its last analysed ticket to `completed`."""

import hashlib
import json
import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.functions import Now

from analysis.choices import Phase, RunStatus, RunTicketStatus
from analysis.comparison import previous_completed
from analysis.models import ReduceStep, Run, RunTicket, Theme
from analysis.reduce import figures
from analysis.reduce.how import told
from analysis.reduce.reduction import Reduction, reduce
from analysis.reduce.steps import RunEnded

FIGURES_STEP = "figures"


def run_reduce(run_id: int, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Finds themes, writes the summary and completes the run; safe to be run twice, also at the same time.

    Does nothing for a run that is not processing or still has pending tickets. What a model answered is kept from one
    call to the next; everything else is written in one transaction. `wait` is how to sit out a passing failure.
    """
    while run := _ready(run_id):
        state = _state(run_id)
        try:
            reduction = reduce(run, _frozen_figures(run, state), wait)
            if _complete(run, state, reduction):
                return
        except RunEnded:
            return


def _ready(run_id: int) -> Run | None:
    run = Run.objects.filter(pk=run_id, status=RunStatus.PROCESSING).first()
    if not run or RunTicket.objects.filter(run=run, status=RunTicketStatus.PENDING).exists():
        return None
    Run.objects.filter(pk=run_id, status=RunStatus.PROCESSING).update(phase=Phase.REDUCING)
    return run


def _state(run_id: int) -> str:
    """Changes when tickets are analysed again: what was made from the earlier analyses no longer fits."""
    tickets = RunTicket.objects.filter(run=run_id).values_list("status").order_by("status")
    counted = list(tickets.annotate(Count("pk"), Max("finished_at")))
    return hashlib.sha256(json.dumps(counted, default=str).encode()).hexdigest()


def _frozen_figures(run: Run, state: str) -> list[figures.Figure]:
    """Computed once for a state, since ages go on growing and a summary's question is made of its figures."""
    step = ReduceStep.objects.filter(run=run, key=FIGURES_STEP, digest=state).first()
    if not step:
        previous = previous_completed(run)
        computed = [figure.as_json() for figure in figures.compute(run, previous)]
        output = {"figures": computed, "previous_run": previous.pk if previous else None}
        step, _ = ReduceStep.objects.update_or_create(
            run=run, key=FIGURES_STEP, defaults={"digest": state, "output": output}
        )
    run.previous_run_id = step.output["previous_run"]
    return [figures.Figure(**figure) for figure in step.output["figures"]]


@transaction.atomic
def _complete(run: Run, state: str, reduction: Reduction) -> bool:
    """False if tickets were analysed again meanwhile. Raises RunEnded if the run is no longer processing."""
    if not Run.objects.select_for_update().filter(pk=run.pk, status=RunStatus.PROCESSING).exists():
        raise RunEnded(f"Run {run.pk} has ended.")
    if _state(run.pk) != state:
        return False
    Theme.objects.filter(run=run).delete()
    stored = Theme.objects.bulk_create(
        Theme(
            run=run,
            position=position,
            title=theme.title,
            description=theme.description,
            source=reduction.themes_source,
        )
        for position, theme in enumerate(reduction.themes)
    )
    tickets = RunTicket.objects.filter(run=run)
    for row, theme in zip(stored, reduction.themes, strict=True):
        tickets.filter(ticket_id__in=theme.ticket_ids).update(theme=row)
    tickets.filter(active=True).update(active=False)
    Run.objects.filter(pk=run.pk).update(
        figures=[figure.as_json() for figure in reduction.figures],
        previous_run=run.previous_run_id,
        summary=_summary(run, reduction),
        summary_source=reduction.summary_source,
        removed_citations=reduction.made.removed_citations,
        status=RunStatus.COMPLETED,
        phase=Phase.FINISHED,
        finished_at=Now(),
    )
    return True


def _summary(run: Run, reduction: Reduction) -> dict[str, object]:
    return {
        "how": told(run, reduction.made),
        "headline": reduction.written.headline,
        "claims": [
            {"text": claim.text, "ticket_ids": list(claim.ticket_ids), "figures": list(claim.figures)}
            for claim in reduction.written.claims
        ],
        "dropped_claims": reduction.made.dropped_claims,
    }
