"""Writing the executive summary: by a model, whose claims are checked, or by templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from analysis.reduce import prompts
from analysis.reduce.citations import Checked, check
from analysis.reduce.figures import Figure
from analysis.reduce.found import Claim, FoundTheme, Written
from analysis.reduce.notes import Note
from analysis.reduce.prompts import MOST_CLAIMS
from analysis.reduce.schemas import SummaryAnswer
from analysis.reduce.steps import Steps
from analysis.reduce.templates import number
from analysis.reduce.text import for_prompt, from_model
from analysis.reduce.themes import NOTE_MAX, line
from tickets.choices import Priority

HEADLINE_MAX = 200  # characters
CLAIM_MAX = 400  # characters
_OF_A_THEME = 8  # tickets shown of each theme
_URGENT = 15  # tickets shown whatever their theme
_URGENCY = {Priority.CRITICAL: 0, Priority.HIGH: 1, Priority.MEDIUM: 2, Priority.LOW: 3}


@dataclass(frozen=True, slots=True)
class Summarized:
    """A model's summary as far as it held, and who wrote it."""

    checked: Checked
    by: str


def write(figures: Sequence[Figure], themes: Sequence[FoundTheme], notes: Sequence[Note], steps: Steps) -> Summarized:
    """Raises ModelError, or RunEnded."""
    shown = _shown(themes, notes)
    texts = for_prompt([note.text for note in shown], NOTE_MAX)
    prompt = partial(
        prompts.summary,
        [_figure_line(figure) for figure in figures if figure.value is not None],
        [f"theme.{position}: {theme.title}: {theme.description}" for position, theme in enumerate(themes)],
        [line(note, text) for note, text in zip(shown, texts, strict=True)],
    )
    answer = steps.ask("summary", prompt, SummaryAnswer)
    written = Written(
        from_model(answer.data.headline, HEADLINE_MAX),
        [
            Claim(from_model(claim.text, CLAIM_MAX), tuple(claim.ticket_ids), tuple(claim.figures))
            for claim in answer.data.claims[:MOST_CLAIMS]
        ],
    )
    tickets = {note.ticket_id: note.text for note in notes}
    return Summarized(check(written, tickets=tickets, figures=figures), f"{answer.provider} {answer.model}")


def _shown(themes: Sequence[FoundTheme], notes: Sequence[Note]) -> list[Note]:
    """The most urgent of each theme and of all, in the order of their ids."""
    by_id = {note.ticket_id: note for note in notes}
    groups = [([by_id[pk] for pk in theme.ticket_ids], _OF_A_THEME) for theme in themes] + [(list(notes), _URGENT)]
    chosen = {note.ticket_id: note for group, n in groups for note in sorted(group, key=_urgency)[:n]}
    return [chosen[pk] for pk in sorted(chosen)]


def _urgency(note: Note) -> tuple[int, int]:
    return _URGENCY[Priority(note.priority)], note.ticket_id


def _figure_line(figure: Figure) -> str:
    before = "" if figure.previous is None else f", before: {number(figure.previous)}"
    return f"{figure.key} = {number(figure.value)} {figure.unit} ({figure.label}{before})"
