"""Finding themes with a model: batches of notes to themes, and themes to fewer themes until a page holds them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TypeVar

from analysis.models.theme import DESCRIPTION_MAX, TITLE_MAX
from analysis.reduce import prompts
from analysis.reduce.batches import packed
from analysis.reduce.found import FoundTheme
from analysis.reduce.notes import Note
from analysis.reduce.prompts import MOST_THEMES
from analysis.reduce.schemas import MergedTheme, MergedThemesAnswer, ThemeOfTickets, ThemesAnswer
from analysis.reduce.steps import Steps
from analysis.reduce.text import for_prompt, from_model
from llm.errors import ModelError, Outcome

Answer = TypeVar("Answer", ThemeOfTickets, MergedTheme)
Part = TypeVar("Part")

NOTE_MAX = 200  # characters of a note that are sent
FEWEST_TICKETS = 2
# These say something of the texts in a batch, not of the service: the other batches may well be answered.
OF_THE_TEXT = frozenset({Outcome.INVALID_OUTPUT, Outcome.BLOCKED, Outcome.TRUNCATED, Outcome.REFUSED})


@dataclass(slots=True)
class Themes:
    """What was found. `removed_citations` counts tickets and themes that the batch naming them did not hold."""

    found: list[FoundTheme] = field(default_factory=list)
    removed_citations: int = 0
    unread: int = 0  # tickets in batches that the model could not answer
    provider: str = ""
    model: str = ""


def find(notes: Sequence[Note], steps: Steps) -> Themes:
    """At most MOST_THEMES themes, the largest first. Raises ModelError if no batch is answered; RunEnded."""
    themes = Themes()
    level, number = _from_notes(notes, steps, themes), 1
    while len(level) > MOST_THEMES:
        level, number = _united(level, number, steps, themes), number + 1
    themes.found = _largest(theme for theme in level if len(theme.ticket_ids) >= FEWEST_TICKETS)
    return themes


def line(note: Note, text: str) -> str:
    """A ticket as a prompt shows it."""
    return f"#{note.ticket_id} [{note.category}, {note.priority}] {text}"


def _from_notes(notes: Sequence[Note], steps: Steps, themes: Themes) -> list[FoundTheme]:
    shown = zip(notes, for_prompt([note.text for note in notes], NOTE_MAX), strict=True)
    lines = [(note.ticket_id, line(note, text)) for note, text in shown]
    found: list[FoundTheme] = []
    failure: ModelError | None = None
    for position, batch in enumerate(packed(lines, lambda item: len(item[1]))):
        prompt = partial(prompts.themes, [text for _, text in batch])
        try:
            answer = steps.ask(f"themes:0:{position}", prompt, ThemesAnswer)
        except ModelError as error:
            if error.outcome not in OF_THE_TEXT:
                raise
            failure, themes.unread = error, themes.unread + len(batch)
            continue
        themes.provider, themes.model = answer.provider, answer.model
        left = {pk: pk for pk, _ in batch}
        named = _claimed(answer.data.themes, lambda theme: theme.ticket_ids, left, themes)
        found += _largest(chain.from_iterable(_named(theme, ids) for theme, ids in named))
    if failure and themes.unread == len(notes):
        raise failure
    return found


def _united(level: Sequence[FoundTheme], number: int, steps: Steps, themes: Themes) -> list[FoundTheme]:
    """Fewer than there were: at most MOST_THEMES stay of a batch, and a full one holds more.

    A model that names too many does not decide how many stay: the level after this one must come to an end.
    """
    united: list[FoundTheme] = []
    found: list[FoundTheme]
    for position, batch in enumerate(packed(enumerate(level, start=1), lambda item: len(_theme_line(*item)))):
        prompt = partial(prompts.merge, [_theme_line(*item) for item in batch])
        left = dict(batch)
        found = []
        try:
            answer = steps.ask(f"themes:{number}:{position}", prompt, MergedThemesAnswer)
        except ModelError as error:
            if error.outcome not in OF_THE_TEXT:
                raise
        else:
            named = _claimed(answer.data.themes, lambda theme: theme.theme_numbers, left, themes)
            found = _largest(chain.from_iterable(_named(theme, _tickets(parts)) or parts for theme, parts in named))
        # What the model forgot stays as far as there is room.
        united += found + _largest(left.values())[: MOST_THEMES - len(found)]
    return united


def _claimed(
    answers: Iterable[Answer], numbers: Callable[[Answer], list[int]], left: dict[int, Part], themes: Themes
) -> Iterator[tuple[Answer, list[Part]]]:
    """Each answer with what it names, taken out of `left`: of two that name the same, the first has it."""
    known = frozenset(left)
    for answer in answers:
        named = dict.fromkeys(numbers(answer))
        themes.removed_citations += len(named.keys() - known)
        yield answer, [left.pop(number) for number in named if number in left]


def _named(theme: ThemeOfTickets | MergedTheme, ids: Iterable[int]) -> list[FoundTheme]:
    """None if there is nothing behind the title, or no title before it."""
    title, ticket_ids = from_model(theme.title, TITLE_MAX), tuple(sorted(ids))
    if not title or not ticket_ids:
        return []
    return [FoundTheme(title, from_model(theme.description, DESCRIPTION_MAX), ticket_ids)]


def _tickets(themes: Iterable[FoundTheme]) -> list[int]:
    return [pk for theme in themes for pk in theme.ticket_ids]


def _largest(themes: Iterable[FoundTheme]) -> list[FoundTheme]:
    return sorted(themes, key=lambda theme: (-len(theme.ticket_ids), theme.ticket_ids))[:MOST_THEMES]


def _theme_line(number: int, theme: FoundTheme) -> str:
    return f"#{number} [{len(theme.ticket_ids)} tickets] {theme.title}: {theme.description}"
