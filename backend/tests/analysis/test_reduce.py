"""The reduce phase from the last analysed ticket to a completed run."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from analysis.models import ReduceStep, Run, RunTicket, Theme
from analysis.reduce.pipeline import run_reduce
from llm.errors import Outcome
from tests.analysis.overviewer import Overviewer, failing
from tests.analysis.runs import analysed, ids_in, tickets

pytestmark = pytest.mark.django_db

Use = Callable[[Overviewer], Overviewer]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Makes a double the desk's model."""

    def install(model: Overviewer) -> Overviewer:
        monkeypatch.setattr("analysis.reduce.reduction.get_model", lambda _: model)
        return model

    return install


def reduced(run: Run) -> Run:
    waits: list[float] = []
    run_reduce(run.pk, wait=waits.append)
    assert all(0 < seconds <= 30 for seconds in waits)
    return Run.objects.get(pk=run.pk)


def cited(run: Run) -> set[int]:
    return {pk for claim in run.summary["claims"] for pk in claim["ticket_ids"]}


def test_a_run_with_a_model_completes_with_themes_and_a_summary(use: Use) -> None:
    model = use(Overviewer())
    run = reduced(analysed(tickets(10, priority="critical")))
    assert (run.status, run.phase, run.summary_source, run.error) == ("completed", "finished", "llm", "")
    assert run.finished_at is not None
    assert model.asked == ["ThemesAnswer", "SummaryAnswer"]
    themes = Theme.objects.filter(run=run).order_by("position")
    assert [theme.position for theme in themes] == list(range(len(themes)))
    assert {theme.source for theme in themes} == {"llm"}
    sizes = [theme.run_tickets.count() for theme in themes]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == next(figure["value"] for figure in run.figures if figure["key"] == "theme.0.count")
    assert run.summary["how"] == (
        "Themes and summary were written by gemini small. Citations and numbers were checked against the run."
    )
    assert cited(run) <= set(RunTicket.objects.filter(run=run).values_list("ticket_id", flat=True))
    assert (run.removed_citations, run.summary["dropped_claims"]) == (0, 0)


def test_tokens_and_cost_are_of_all_calls_also_of_failed_ones(use: Use) -> None:
    use(Overviewer(before=failing(Outcome.SERVER_ERROR, None)))
    run = reduced(analysed(tickets(10)))
    assert (run.reduce_input_tokens, run.reduce_output_tokens) == (100 + 100 + 7, 10 + 10 + 3)
    assert run.reduce_cost_usd == Decimal("0.004")


def test_a_completed_run_holds_its_tickets_no_longer(use: Use) -> None:
    use(Overviewer())
    run = reduced(analysed(tickets(10)))
    assert not RunTicket.objects.filter(run=run, active=True).exists()
    assert RunTicket.objects.filter(run=run, status="done").count() == 10


def test_what_is_not_processing_or_not_analysed_yet_is_left_alone(use: Use) -> None:
    model = use(Overviewer())
    run = analysed(tickets(4))
    RunTicket.objects.filter(pk=run.run_tickets.first().pk).update(
        status="pending", category="", priority="", source="", outcome="", note="", finished_at=None
    )
    assert reduced(run).status == "processing"
    Run.objects.filter(pk=run.pk).update(status="cancelled", phase="finished", finished_at=timezone.now())
    assert reduced(run).status == "cancelled"
    run_reduce(run.pk + 1)
    assert model.requests == []


def test_the_second_of_two_calls_changes_nothing(use: Use) -> None:
    model = use(Overviewer())
    run = reduced(analysed(tickets(10)))
    again = reduced(run)
    assert (again.finished_at, again.summary) == (run.finished_at, run.summary)
    assert len(model.requests) == 2


@pytest.mark.parametrize("calls", range(6))
def test_after_a_crash_only_the_missing_calls_are_made(use: Use, calls: int) -> None:
    """A crash is an error that nobody foresees, before the call or, for the last, before everything is stored."""
    run = analysed(tickets(400))

    def crash(request: Any) -> None:
        if request is None or len(model.requests) > calls:
            raise RuntimeError("killed")

    model = use(Overviewer(before=crash))
    whole = ["ThemesAnswer"] * 3 + ["MergedThemesAnswer", "SummaryAnswer"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.reduce.pipeline.told", lambda *_: crash(None))
        with pytest.raises(RuntimeError):
            run_reduce(run.pk)
    assert ReduceStep.objects.filter(run=run).count() == calls + 1  # the figures are one
    assert not Theme.objects.filter(run=run).exists()
    second = use(Overviewer())
    run = reduced(run)
    assert run.status == "completed"
    assert second.asked == whole[calls:]
    assert (run.reduce_input_tokens, run.reduce_cost_usd) == (500, Decimal("0.005"))


def test_a_cancelled_run_makes_no_further_call_and_writes_nothing(use: Use) -> None:
    run = analysed(tickets(400))

    def cancel(request: Any) -> None:
        if len(model.requests) == 2:
            Run.objects.filter(pk=run.pk).update(status="cancelled", phase="finished", finished_at=timezone.now())

    model = use(Overviewer(before=cancel))
    run = reduced(run)
    assert len(model.requests) == 2
    assert (run.status, run.summary, run.figures) == ("cancelled", {}, [])
    assert not Theme.objects.exists()


def test_tickets_analysed_again_meanwhile_are_looked_at_again(use: Use) -> None:
    run = analysed(tickets(4))

    def again(request: Any) -> None:
        if request.schema.__name__ == "SummaryAnswer" and len(model.requests) == 2:
            RunTicket.objects.filter(run=run).update(finished_at=timezone.now(), note="The printer hums.")

    model = use(Overviewer(before=again))
    assert reduced(run).status == "completed"
    assert model.asked == ["ThemesAnswer", "SummaryAnswer"] * 2
    assert [theme.title for theme in Theme.objects.all()] == ["Printer"]
    assert ReduceStep.objects.filter(run=run).count() == 3


OUTAGES = {
    Outcome.CONNECTION: (3, "it could not be reached"),
    Outcome.BREAKER_OPEN: (3, "it had failed too often just before"),
    Outcome.AUTH: (1, "it refused the key"),
    Outcome.BUDGET_SPENT: (1, "the day's budget was spent"),
    Outcome.INVALID_OUTPUT: (3, "its answer could not be used"),
}


@pytest.mark.parametrize("outcome", OUTAGES)
def test_without_the_model_the_run_completes_and_says_why(use: Use, outcome: Outcome) -> None:
    calls, why = OUTAGES[outcome]
    model = use(Overviewer(before=failing(outcome)))
    run = reduced(analysed(tickets(10, title="Invoice missing")))
    assert len(model.requests) == calls
    assert (run.status, run.summary_source) == ("completed", "keywords")
    assert run.summary["how"] == (
        f"The model could not be used for themes and summary ({why}): themes are the commonest terms, and the "
        "sentences are filled in from the figures."
    )
    assert {theme.source for theme in Theme.objects.all()} == {"keywords"}


def test_themes_of_the_model_stay_if_only_the_summary_fails(use: Use) -> None:
    use(Overviewer(before=failing(None, Outcome.BLOCKED)))
    run = reduced(analysed(tickets(10)))
    assert {theme.source for theme in Theme.objects.all()} == {"llm"}
    assert run.summary_source == "keywords"
    assert run.summary["how"].startswith(
        "Themes were found by gemini small; for the summary the model could not be used (a filter of the provider "
        "stopped it), so its sentences are filled in from the figures."
    )


def test_a_summary_of_which_nothing_holds_is_replaced(use: Use) -> None:
    lies = {"headline": "99 % are angry.", "claims": [{"text": "Trust me.", "ticket_ids": [10**9], "figures": ["x"]}]}
    use(Overviewer(answers={"SummaryAnswer": lambda _: lies}))
    run = reduced(analysed(tickets(10)))
    assert run.summary_source == "keywords"
    assert "none of its claims held" in run.summary["how"]
    assert "2 citations and 2 claims that did not hold were removed" in run.summary["how"]
    assert (run.removed_citations, run.summary["dropped_claims"]) == (2, 2)


def test_citations_of_other_runs_are_removed_and_counted(use: Use) -> None:
    other = analysed(tickets(3)).run_tickets.first().ticket_id
    run = analysed(tickets(10))
    mine = run.run_tickets.first().ticket_id

    def themes(prompt: str) -> dict[str, Any]:
        return {"themes": [{"title": "T", "description": "D", "ticket_ids": [*ids_in(prompt), other]}]}

    claims = [
        {"text": "It rests on one.", "ticket_ids": [mine, other], "figures": []},
        {"text": "It rests on nothing.", "ticket_ids": [other], "figures": ["mood.bad.count"]},
    ]
    use(Overviewer(answers={"ThemesAnswer": themes, "SummaryAnswer": lambda _: {"headline": "H", "claims": claims}}))
    run = reduced(run)
    assert run.summary["claims"] == [{"text": "It rests on one.", "ticket_ids": [mine], "figures": []}]
    assert (run.removed_citations, run.summary["dropped_claims"]) == (4, 1)
    assert other not in Theme.objects.get(run=run).run_tickets.values_list("ticket_id", flat=True)
    assert "4 citations and 1 claim that did not hold were removed." in run.summary["how"]


def test_tickets_that_keywords_classified_are_told(use: Use) -> None:
    use(Overviewer())
    run = analysed(tickets(10))
    some = run.run_tickets.order_by("pk")[:3].values("pk")
    RunTicket.objects.filter(pk__in=some).update(source="keywords", outcome="breaker_open")
    assert (
        reduced(run)
        .summary["how"]
        .endswith("3 of 10 analysed tickets were classified by keywords, because the model was away.")
    )


def test_a_run_in_which_everything_failed_completes_too(use: Use) -> None:
    model = use(Overviewer())
    run = analysed([], error="")
    made = tickets(2)
    RunTicket.objects.bulk_create(
        RunTicket(
            run=run,
            ticket=ticket,
            ticket_version=1,
            old_category="general",
            old_priority="low",
            status="failed",
            error="timeout",
            finished_at=timezone.now(),
        )
        for ticket in made
    )
    run = reduced(run)
    assert model.requests == []
    assert (run.status, run.summary["headline"]) == ("completed", "None of 2 tickets could be analysed.")
    assert run.summary["how"] == "There was nothing to summarise, since no ticket could be analysed."
    assert run.summary["claims"][0]["text"] == "Analysed: 0 of 2 tickets; failed: 2."


def test_a_model_that_was_taken_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.reduce.reduction.get_model", lambda _: None)
    assert "none is configured any more" in reduced(analysed(tickets(4))).summary["how"]


@pytest.mark.parametrize("with_model", [True, False])
@pytest.mark.parametrize("kept", [0, 1])
def test_deleted_tickets_do_not_stop_it(use: Use, with_model: bool, kept: int) -> None:
    use(Overviewer())
    made = tickets(10)
    run = analysed(made, with_model=with_model)
    for ticket in made[kept:]:
        ticket.delete()
    run = reduced(run)
    assert run.status == "completed"
    assert any("10" in claim["text"] for claim in run.summary["claims"])
    statuses = [claim["text"] for claim in run.summary["claims"] if claim["text"].startswith("By status")]
    assert statuses == ([] if with_model or not kept else ["By status: open 1 (100 %)."])
