"""The note on a ticket: cleaned if a model wrote it, put together from the ticket's own words if none did."""

import re

from analysis.models.run_ticket import NOTE_MAX
from inference.plain_text import visible

_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
_SHOWN_WORDS = 5


def written_note(text: str) -> str:
    """A model's note on one line, cut at a word if it is too long."""
    return _cut(" ".join(visible(text).split()))


def keyword_note(title: str, description: str, matched: dict[str, list[str]]) -> str:
    """The first sentence of the ticket as it stands, and the words that decided: nothing is claimed beyond them."""
    first = next((part for part in map(str.strip, _SENTENCE_END.split(visible(description))) if part), "")
    words = list(dict.fromkeys(word for found in matched.values() for word in found))[:_SHOWN_WORDS]
    ending = f" (words found: {', '.join(words)})" if words else ""
    opening = " ".join((first or visible(title)).split())
    ending = _cut(ending) if len(ending) > NOTE_MAX // 2 else ending
    return _cut(opening, NOTE_MAX - len(ending)) + ending


def _cut(text: str, limit: int = NOTE_MAX) -> str:
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in kept:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip() + "…"
