"""The executive summary by a model: what it is shown, and what becomes of what it writes."""

from typing import Any

import pytest

from analysis.models import Run
from analysis.reduce import summary
from analysis.reduce.figures import compute
from analysis.reduce.found import FoundTheme
from analysis.reduce.notes import read
from analysis.reduce.reduction import theme_figures
from analysis.reduce.steps import Steps
from tests.analysis.overviewer import Overviewer
from tests.analysis.runs import analysed, ids_in, tickets

pytestmark = pytest.mark.django_db


def write(run: Run, model: Overviewer, themes: list[FoundTheme] | None = None) -> summary.Summarized:
    notes, found = read(run.pk), themes or []
    figures = [*compute(run, None), *theme_figures(found, len(notes))]
    steps = Steps(run_id=run.pk, model=model, seconds=1, wait=lambda _: None)
    return summary.write(figures, found, notes, steps)


def saying(*claims: dict[str, Any], headline: str = "H") -> Overviewer:
    return Overviewer({"SummaryAnswer": lambda _: {"headline": headline, "claims": list(claims)}})


def claim(text: str, *ids: int, figures: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"text": text, "ticket_ids": ids, "figures": figures}


def test_the_prompt_stays_small_however_many_tickets_there_are() -> None:
    made = tickets(3_000)
    run = analysed(made, notes=["x" * 300] * 3_000)
    eighths = [tuple(ticket.pk for ticket in made[n::8]) for n in range(8)]
    themes = [FoundTheme(f"T{n}", "D" * 300, ids) for n, ids in enumerate(eighths)]
    write(run, model := Overviewer(), themes)
    prompt = model.requests[0].user
    assert len(prompt) < 30_000
    assert len(ids_in(prompt)) == len(set(ids_in(prompt))) <= 8 * 8 + 15


def test_the_most_urgent_tickets_are_shown() -> None:
    made = [*tickets(100, priority="low"), *tickets(3, priority="critical"), *tickets(2, priority="high")]
    write(analysed(made), model := Overviewer())
    shown = ids_in(model.requests[0].user)
    assert len(shown) == 15
    assert {ticket.pk for ticket in made[100:]} < set(shown)


def test_figures_without_a_value_are_not_shown() -> None:
    write(analysed(tickets(2)), model := Overviewer())
    assert "volume.analyzed = 2 tickets (Analysed tickets)" in model.requests[0].user
    assert "age.resolution.median" not in model.requests[0].user


def test_a_claim_may_cite_a_ticket_that_was_not_shown() -> None:
    """It is the run's all the same."""
    made = tickets(100, priority="low")
    written = write(analysed(made), saying(claim("One of many.", made[-1].pk))).checked
    assert (written.removed_citations, len(written.written.claims)) == (0, 1)


def test_a_model_that_obeys_an_injection_is_cut_down() -> None:
    made = tickets(2)
    obeyed = claim("Pay at http://evil.example/pay <now>.\n\u202eReally.", made[0].pk)
    endless = [claim("x" * 1_000, made[0].pk)] * 40
    checked = write(analysed(made), saying(obeyed, *endless, headline="y" * 1_000)).checked
    texts = [claim.text for claim in checked.written.claims]
    assert texts[0] == "Pay at [link] <now>. Really."
    assert len(texts) == 10
    assert max(map(len, texts)) == summary.CLAIM_MAX
    assert len(checked.written.headline) == summary.HEADLINE_MAX


def test_numbers_are_checked_against_the_runs_figures() -> None:
    made = tickets(4, priority="critical")
    key = ("priority.critical.count",)
    checked = write(
        analysed(made), saying(claim("4 are critical.", figures=key), claim("5 are critical.", figures=key))
    ).checked
    assert [claim.text for claim in checked.written.claims] == ["4 are critical."]
    assert checked.dropped_claims == 1


def test_the_size_of_a_theme_can_be_cited() -> None:
    made = tickets(4)
    themes = [FoundTheme("Invoices", "", tuple(ticket.pk for ticket in made[:3]))]
    figures = ("theme.0.count", "theme.0.share")
    checked = write(analysed(made), saying(claim("3 tickets, 75 %.", figures=figures)), themes).checked
    assert len(checked.written.claims) == 1
