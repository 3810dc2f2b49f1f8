"""From the analysed tickets of a run to themes and a summary: by the model, or else by terms and templates."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis.choices import FigureGroup, ReduceSource, Unit
from analysis.models import Run
from analysis.reduce import notes as reading
from analysis.reduce import summary, templates, terms, themes
from analysis.reduce.figures import Figure, share
from analysis.reduce.found import FoundTheme, Written
from analysis.reduce.how import NO_CLAIM_HELD, NOT_CONFIGURED, Made, reason
from analysis.reduce.notes import TERMS_HEAD, Note
from analysis.reduce.steps import Steps
from inference.runtime import config, get_model
from llm.errors import ModelError
from llm.types import Feature

# A call of this phase reads and writes far more than one that classifies a ticket.
DEADLINES = 3  # times LLM_BACKGROUND_DEADLINE


@dataclass(frozen=True, slots=True)
class Reduction:
    """What is stored of the reduce phase."""

    figures: list[Figure]
    themes: list[FoundTheme]
    written: Written
    made: Made

    @property
    def themes_source(self) -> ReduceSource:
        return ReduceSource.LLM if self.made.themes_by else ReduceSource.KEYWORDS

    @property
    def summary_source(self) -> ReduceSource:
        return ReduceSource.LLM if self.made.summary_by else ReduceSource.KEYWORDS


def reduce(run: Run, figures: Sequence[Figure], wait: Callable[[float], None] = time.sleep) -> Reduction:
    """A model that fails is no error: `made` says so. Raises RunEnded if nobody needs it any more."""
    notes = reading.read(run.pk)
    steps = _steps(run, wait) if run.provider and notes else None
    made = Made(analyzed=len(notes), failure="" if steps else NOT_CONFIGURED)
    found, made = _themes(run, notes, steps, made)
    everything = [*figures, *theme_figures(found, len(notes))]
    written, made = _summary(everything, found, notes, steps, made)
    return Reduction(everything, found, written, made)


def theme_figures(found: Sequence[FoundTheme], analyzed: int) -> list[Figure]:
    """So that a claim can cite how many tickets a theme has."""
    counted = [(position, theme.title, len(theme.ticket_ids)) for position, theme in enumerate(found)]
    return [
        figure
        for position, title, n in counted
        for figure in (
            Figure(f"theme.{position}.count", FigureGroup.THEME, title, n, Unit.TICKETS),
            Figure(f"theme.{position}.share", FigureGroup.THEME, f"Share: {title}", share(n, analyzed), Unit.PERCENT),
        )
    ]


def _steps(run: Run, wait: Callable[[float], None]) -> Steps | None:
    model = get_model(Feature.ANALYSIS)
    if model is None:
        return None
    return Steps(run_id=run.pk, model=model, seconds=DEADLINES * config().background_deadline, wait=wait)


def _themes(run: Run, notes: Sequence[Note], steps: Steps | None, made: Made) -> tuple[list[FoundTheme], Made]:
    if steps:
        try:
            by_model = themes.find(notes, steps)
        except ModelError as error:
            made = replace(made, failure=reason(error.outcome))
        else:
            return by_model.found, replace(
                made,
                themes_by=f"{by_model.provider} {by_model.model}",
                unread=by_model.unread,
                removed_citations=by_model.removed_citations,
            )
    return _themes_of_terms(run.pk), made


def _themes_of_terms(run_id: int) -> list[FoundTheme]:
    texts = list(reading.texts(run_id))
    return [
        FoundTheme(term.words[:1].upper() + term.words[1:], _told(term, len(texts)), term.ids)
        for term in terms.commonest(texts)
    ]


def _told(term: terms.Term, texts: int) -> str:
    where = f"the title or the first {TERMS_HEAD} characters of {term.holders} of {texts} tickets"
    elsewhere = term.holders - len(term.ids)
    larger = f"; larger themes have {elsewhere} of them" if elsewhere else ""
    return f"“{term.words}” stands in {where}{larger}."


def _summary(
    figures: Sequence[Figure], found: Sequence[FoundTheme], notes: Sequence[Note], steps: Steps | None, made: Made
) -> tuple[Written, Made]:
    by_template = templates.write(figures, found, notes)
    if not steps or not made.themes_by:
        return by_template, made
    try:
        summarized = summary.write(figures, found, notes, steps)
    except ModelError as error:
        return by_template, replace(made, failure=reason(error.outcome))
    checked = summarized.checked
    made = replace(
        made,
        removed_citations=made.removed_citations + checked.removed_citations,
        dropped_claims=checked.dropped_claims,
    )
    if not checked.written.claims:
        return by_template, replace(made, failure=NO_CLAIM_HELD)
    headline = checked.written.headline or by_template.headline
    return Written(headline, checked.written.claims), replace(made, summary_by=summarized.by)
