"""The commonest terms of many texts, in several languages: themes for a run without a model.

A term is a word, or two that stand together so often that the pair says more than either. Counted is in how many
texts a term stands, not how often: one long ticket makes no theme. People put what matters into the title, so a word
that titles hardly ever hold is no term.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.reduce.stop_words import STOP_WORDS
from keywords.tokens import tokenize

MOST_THEMES = 8
FEWEST_TEXTS = 2
_TOO_COMMON = 0.6  # share of the texts: what stands nearly everywhere tells nothing apart
_FEW = 10  # texts, below which nothing is too common
_CANDIDATES = 400  # words that may be a term or a part of one
_PAIR = 0.6  # share of the rarer word's texts in which it must stand beside the other
_SHORTEST = 3  # characters
_IDENTIFIER = re.compile(r"[-_#/:]?\d")  # what follows the "INV" of INV-2026-114
_IN_TITLES = 0.25  # share of a word's texts whose titles it must stand in


@dataclass(frozen=True, slots=True)
class Term:
    """Words as they were first written, with the texts in which they stand (`holders`) and that they were given."""

    words: str
    holders: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What a term may stand in."""

    id: int
    title: str
    body: str


def commonest(texts: Iterable[Text]) -> list[Term]:
    """At most MOST_THEMES terms; each text is given to one of them at most.

    The term with the most texts comes first, then the one with the most of the rest, and so on: two words of the same
    tickets do not make two themes. Texts must have different ids. Takes memory for the words of all texts.
    """
    read = _read(texts)
    titled = Counter(word for title in read.titles for word in title)
    frequency = Counter(word for found in read.words.values() for word in set(found) if word)
    ceiling = _TOO_COMMON * len(read.words) if len(read.words) > _FEW else len(read.words)
    fitting = {
        word: n
        for word, n in frequency.items()
        if FEWEST_TEXTS <= n <= ceiling and titled[word] >= max(1, _IN_TITLES * n)
    }
    usual = sorted(fitting.items(), key=lambda item: (-item[1], item[0]))
    holders = _holders(read.words, {word for word, _ in usual[:_CANDIDATES]})
    _prefer_pairs(holders)
    return _share_out(holders, read.written)


@dataclass(slots=True)
class _Read:
    """Each text's words in order, an empty one where a term cannot go on; the words of each title; and how each word
    was first written."""

    words: dict[int, list[str]] = field(default_factory=dict)
    titles: list[set[str]] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


def _read(texts: Iterable[Text]) -> _Read:
    read = _Read()
    known: dict[str, str] = {}  # one object a word, however many texts hold it
    for text in texts:
        title = _words(text.title, known, read.written)
        read.titles.append({word for word in title if word})
        read.words[text.id] = [*title, "", *_words(text.body, known, read.written)]
    return read


def _words(text: str, known: dict[str, str], written: dict[str, str]) -> list[str]:
    tokens, clause, found = tokenize(text), 0, list[str]()
    for word, start, end, place in zip(tokens.words, tokens.starts, tokens.ends, tokens.clauses, strict=True):
        if place != clause:
            found.append("")
            clause = place
        says_something = len(word) >= _SHORTEST and word not in STOP_WORDS and not word.isdecimal()
        says_something = says_something and not _IDENTIFIER.match(text, end)
        found.append(known.setdefault(word, word) if says_something else "")
        if says_something and word not in written:
            written[word] = text[start:end].lower()
    return found


def _holders(words: Mapping[int, list[str]], candidates: set[str]) -> dict[tuple[str, ...], set[int]]:
    holders: dict[tuple[str, ...], set[int]] = {}
    for pk, found in words.items():
        for first, second in pairwise([*found, ""]):
            if first not in candidates:
                continue
            holders.setdefault((first,), set()).add(pk)
            if second in candidates and second != first:
                holders.setdefault((first, second), set()).add(pk)
    return holders


def _prefer_pairs(holders: dict[tuple[str, ...], set[int]]) -> None:
    """Takes a word out where it is mostly half of a pair, and a pair where it is a chance meeting."""
    pairs = [term for term in holders if len(term) == 2]
    halves: set[tuple[str, ...]] = set()
    for pair in pairs:
        parts = [(word,) for word in pair]
        rarer = min(len(holders[part]) for part in parts)
        if len(holders[pair]) < max(FEWEST_TEXTS, _PAIR * rarer):
            del holders[pair]
        else:
            halves.update(part for part in parts if len(holders[pair]) >= _PAIR * len(holders[part]))
    for half in halves:
        del holders[half]


def _share_out(holders: dict[tuple[str, ...], set[int]], written: Mapping[str, str]) -> list[Term]:
    taken: set[int] = set()
    terms: list[Term] = []
    while holders and len(terms) < MOST_THEMES:
        # A pair before a word with as many texts, then by the alphabet, so that the same texts get the same terms.
        best = min(holders, key=lambda term: (-len(holders[term] - taken), -len(term), term))
        ids = holders[best] - taken
        if len(ids) < FEWEST_TEXTS:
            break
        terms.append(Term(" ".join(written[word] for word in best), len(holders.pop(best)), tuple(sorted(ids))))
        taken |= ids
    return terms
