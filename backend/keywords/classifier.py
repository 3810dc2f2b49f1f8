"""One text in, one category and one priority out, with the words that led there."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keywords import category, circumstances, priority, steering
from keywords.circumstances import Circumstances
from keywords.phrases import Match, PhraseIndex, without_overlaps
from keywords.steering import Steering
from keywords.terms import GROUPS, TERMS
from keywords.tokens import Tokens, tokenize

# Goes up with every change of tables or rules that can change an answer.
VERSION = "keywords-1"

# Matched words are shown as a reason beside a field; more would be noise.
_SHOWN_PHRASES = 5
_SHOWN_LENGTH = 60

_INDEX = PhraseIndex(TERMS, GROUPS)


@dataclass(frozen=True, slots=True)
class KeywordResult:
    """A suggestion: category, one of billing, technical, account, general; priority, of low, medium, high, critical.

    `source` is "keywords", or "none" where nothing was found and the values are the defaults general and medium.
    `matched` has the keys "category" and "priority": the words that decided, as they stand in the text, the
    strongest first, at most five of at most 60 characters each.
    """

    category: str
    priority: str
    source: str
    matched: dict[str, list[str]]


def classify(description: str, title: str = "") -> KeywordResult:
    """Takes any text, in time linear in its length, and always answers with valid choices."""
    title_words = len(tokenize(title))
    tokens = tokenize(f"{title}\n\n{description}")
    found = _INDEX.find(tokens)
    case = Circumstances(tokens, _of(found, circumstances.TABLES))
    steered = steering.find_steering(tokens, _of(found, steering.TABLES))
    trusted = _trusted(found, range(title_words, len(tokens)), steered)
    about = category.judge_category(_facts(trusted, category.TABLES, case), title_words)
    pressing = priority.judge_priority(_facts(trusted, priority.TABLES, case))
    matched = {"category": _shown(tokens, about.matches), "priority": _shown(tokens, pressing.matches)}
    source = "keywords" if any(matched.values()) else "none"
    return KeywordResult(about.value, pressing.value, source, matched)


def _of(matches: Iterable[Match], tables: frozenset[str]) -> list[Match]:
    return [match for match in matches if match.term.table in tables]


def _facts(matches: Iterable[Match], tables: frozenset[str], case: Circumstances) -> list[Match]:
    """What a text tells for a field. Overlaps go first, so that "no data was lost" does not leave a "lost"."""
    return [match for match in without_overlaps(_of(matches, tables)) if case.holds(match)]


def _trusted(matches: Iterable[Match], description: range, steered: Steering) -> list[Match]:
    """Without words that steer; tainted ones count if the description is nothing else, but never as severe impact."""
    barred = steered.void | steered.tainted
    if not barred.issuperset(description):
        return [match for match in matches if barred.isdisjoint(match.indexes)]
    return [m for m in matches if steered.void.isdisjoint(m.indexes) and m.term.table not in priority.CRITICAL]


def _shown(tokens: Tokens, matches: Sequence[Match]) -> list[str]:
    shown: dict[str, str] = {}
    once = {match.term.phrase: match for match in reversed(matches)}
    for match in reversed(once.values()):
        words = tokens.text[tokens.starts[match.indexes[0]] : tokens.ends[match.indexes[-1]]]
        visible = " ".join("".join(" " if _is_control(char) else char for char in words).split())[:_SHOWN_LENGTH]
        shown.setdefault(visible.casefold(), visible)
        if len(shown) == _SHOWN_PHRASES:
            break
    return list(shown.values())


def _is_control(char: str) -> bool:
    """Control characters, invisible ones and lone surrogates: nothing that a page or a database should get."""
    return unicodedata.category(char).startswith("C")
