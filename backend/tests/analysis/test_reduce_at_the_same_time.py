"""Two workers that reduce the same run: one job taken for lost, and run again while it still goes on."""

from functools import partial

import pytest

from analysis.models import ReduceStep, Run, RunTicket, Theme
from analysis.reduce.pipeline import run_reduce
from tests.analysis.overviewer import Overviewer
from tests.analysis.runs import analysed, tickets
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("with_model", [True, False])
def test_the_run_completes_once(monkeypatch: pytest.MonkeyPatch, with_model: bool) -> None:
    model = Overviewer()
    monkeypatch.setattr("analysis.reduce.reduction.get_model", lambda _: model)
    made = [*tickets(100, title="Invoice missing"), *tickets(100, title="Password reset")]
    run = analysed(made, with_model=with_model)
    run_together(*[partial(run_reduce, run.pk)] * 4)
    run = Run.objects.get(pk=run.pk)
    assert run.status == "completed"
    positions = list(Theme.objects.filter(run=run).order_by("position").values_list("position", flat=True))
    assert positions == list(range(len(positions))) != []
    sizes = {figure["key"]: figure["value"] for figure in run.figures}
    for theme in Theme.objects.filter(run=run):
        assert theme.run_tickets.count() == sizes[f"theme.{theme.position}.count"]
    assert not RunTicket.objects.filter(run=run, active=True).exists()
    steps = ReduceStep.objects.filter(run=run).values_list("key", flat=True)
    assert len(steps) == len(set(steps)) == (4 if with_model else 1)
    assert run.reduce_input_tokens == 100 * len(model.requests)
