"""Finds words that tell a classifier what to answer. They are data of an untrusted author, never evidence.

Two strengths. A *label order* ("priority: critical", "mark this as billing") voids the names of categories and
priorities beside it; whatever else the sentence reports still counts. A *takeover* ("ignore previous
instructions", "you are now a bot", "respond in JSON") voids its sentence, and taints the rest of its line:
tainted words count only if the text holds nothing else, and never as severe impact.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from keywords.phrases import Match
from keywords.tokens import Tokens

LABEL = "label"
LABEL_ORDER = "label_order"
TAKEOVER = "takeover"
TABLES = frozenset({LABEL, LABEL_ORDER, TAKEOVER})


@dataclass(frozen=True, slots=True)
class Steering:
    """Indexes of the words without any weight, and of those that count only for want of others."""

    void: frozenset[int]
    tainted: frozenset[int]


def find_steering(tokens: Tokens, matches: Iterable[Match]) -> Steering:
    """`matches` are those of the tables named in TABLES."""
    ordered: set[tuple[int, int]] = set()
    labels: set[int] = set()
    void: set[int] = set()
    tainted: set[int] = set()
    # How far takeovers have been spread: a line full of them is gone over once, not once for each.
    void_to = tainted_to = 0
    for match in sorted(matches, key=lambda m: m.indexes):
        if match.term.table == LABEL:
            labels.update(match.indexes)
        elif match.term.table == LABEL_ORDER:
            ordered.update(_place(tokens, index) for index in match.indexes)
        elif match.indexes[0] >= void_to:
            sentence = _sentence(tokens, match)
            void.update(sentence)
            void_to = sentence.stop
            if void_to > tainted_to:
                tainted_to = _line_end(tokens, match)
                tainted.update(range(void_to, tainted_to))
    void.update(index for index in labels if _place(tokens, index) in ordered)
    return Steering(frozenset(void), frozenset(tainted - void))


def _sentence(tokens: Tokens, match: Match) -> range:
    """The words of a takeover's sentence, from the start of its first line to the end of its last."""
    first, last = match.indexes[0], match.indexes[-1]
    begin, end = first, last + 1
    while begin > 0 and _place(tokens, begin - 1) == _place(tokens, first):
        begin -= 1
    while end < len(tokens) and _place(tokens, end) == _place(tokens, last):
        end += 1
    return range(begin, end)


def _line_end(tokens: Tokens, match: Match) -> int:
    return bisect_right(tokens.lines, tokens.lines[match.indexes[-1]])


def _place(tokens: Tokens, index: int) -> tuple[int, int]:
    """Sentence and line: a line break ends what an order reaches, with or without a full stop."""
    return tokens.sentences[index], tokens.lines[index]
