"""The phrase language of the tables, and an index that finds all phrases in one pass over the words.

A table lists phrases separated by commas or line ends; within brackets a line end is a space. A phrase is a row of

    word       that word            word*     any word that begins so
    *word      any word ending so   (a|b c)   one of these; (a|) makes a optional
    ..         up to three words    {name}    any phrase of a group in `terms/groups.py`

Words are folded as the text is, so accents and case do not matter; a hyphen separates words. A phrase never
reaches over the end of a sentence. From one word the index takes a bounded number of steps (the depth of the
tables), so the time is linear in the text, whatever it says.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from keywords.tokens import Tokens, fold
from keywords.trie import GAP, Step, T, Trie

_ELEMENT = re.compile(r"\((?P<choice>[^()]*)\)|(?P<group>\{\w+\})|(?P<word>[^\s(){}]+)")
# A line end separates, too, so that a forgotten comma does not glue two phrases; within brackets it is a space.
_SEPARATOR = re.compile(r",|\n(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase is evidence for. `table` is the table's name, as "billing" or "severe"."""

    table: str
    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found. `indexes` are its words, without those skipped by a gap; ascending, never empty."""

    term: Term
    indexes: tuple[int, ...]


def split_phrases(listing: str) -> list[str]:
    """The phrases of a table's cell."""
    return [phrase.strip() for phrase in _SEPARATOR.split(listing) if phrase.strip()]


def expand(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every row of words, prefixes, suffixes, gaps and group names that a phrase stands for."""
    choices: list[list[tuple[str, ...]]] = []
    for element in _ELEMENT.finditer(phrase):
        if element["choice"] is not None:
            choices.append([row for other in element["choice"].split("|") for row in expand(other)])
        else:
            choices.append([(element["group"] or _fold_element(element["word"]),)])
    for chosen in itertools.product(*choices):
        yield tuple(itertools.chain.from_iterable(chosen))


def _fold_element(element: str) -> str:
    if element == GAP:
        return element
    word = fold(element.strip("*"))
    return f"{'*' if element.startswith('*') else ''}{word}{'*' if element.endswith('*') else ''}"


class PhraseIndex:
    """All phrases of all tables. ValueError for a phrase that names an unknown group."""

    def __init__(self, terms: Iterable[Term], groups: Mapping[str, str]) -> None:
        self._phrases: Trie[Term] = Trie()
        # Groups are found first and then stand as one step each: written out, they would be a million phrases.
        self._groups: Trie[str] = Trie()
        self._elements: set[str] = set()
        for name, listing in groups.items():
            for phrase in split_phrases(listing):
                self._add(self._groups, phrase, f"{{{name}}}", known=frozenset())
        known = frozenset(f"{{{name}}}" for name in groups)
        for term in terms:
            self._add(self._phrases, term.phrase, term, known=known)
        self._prefix_lengths = sorted({len(e) - 1 for e in self._elements if e.endswith("*")})
        self._suffix_lengths = sorted({len(e) - 1 for e in self._elements if e.startswith("*")})

    def _add(self, trie: Trie[T], phrase: str, payload: T, *, known: frozenset[str]) -> None:
        for elements in expand(phrase):
            unknown = [element for element in elements if element.startswith("{") and element not in known]
            if unknown:
                raise ValueError(f"Phrase {phrase!r} uses {unknown}; define it as a group, without groups inside it.")
            trie.add(elements, payload)
            self._elements.update(elements)

    def _satisfied(self, word: str) -> list[str]:
        """The elements of the tables that a word satisfies."""
        candidates = [word]
        candidates += [word[:n] + "*" for n in self._prefix_lengths if n <= len(word)]
        candidates += ["*" + word[-n:] for n in self._suffix_lengths if n <= len(word)]
        return [candidate for candidate in candidates if candidate in self._elements]

    def find(self, tokens: Tokens) -> list[Match]:
        """Every phrase at every place, overlapping ones included, in the order of their first words."""
        satisfied = {word: self._satisfied(word) for word in set(tokens.words)}
        steps: list[list[Step]] = [
            [(element, index + 1) for element in satisfied[word]] for index, word in enumerate(tokens.words)
        ]
        for start in range(len(steps)):
            if self._groups.begins(steps[start]):
                groups = {(name, path[-1] + 1) for name, path in self._groups.walk(start, steps, tokens.sentences)}
                steps[start] = steps[start] + sorted(groups)
        return [
            Match(term, path)
            for start in range(len(steps))
            if self._phrases.begins(steps[start])
            for term, path in self._phrases.walk(start, steps, tokens.sentences)
        ]


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Keeps the phrases with most words, then weight; shorter ones that share a word with them fall away.

    So "payment failed" is not also "payment", and a table can take a word out of play by a longer phrase.
    """
    taken: set[int] = set()
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-len(m.indexes), -m.term.weight, m.indexes)):
        if taken.isdisjoint(match.indexes):
            taken.update(match.indexes)
            kept.append(match)
    return kept
