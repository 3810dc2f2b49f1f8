"""Tells what happened from what did not: "not urgent", "no data loss", "if production goes down", "is back up"."""

from keywords.phrases import Match, split_phrases
from keywords.terms.circumstances import FILLERS, NEGATIONS
from keywords.tokens import Tokens

NEGATING = "negating"
SUPPOSING = "supposing"
OVER = "over"
TABLES = frozenset({NEGATING, SUPPOSING, OVER})

# Topics stay topics: "no invoice" is about billing, "if I need a licence" about an account. And what says how
# little something matters is not undone by "not" or "if".
_ALWAYS = frozenset({"billing", "account", "general", "neutral", "minor", "eased", "unhurried"})
# "If nobody repairs this, someone can die."
_EVEN_IF_FEARED = frozenset({"danger"})

_NEGATIONS = frozenset(word for listing in NEGATIONS.values() for word in split_phrases(listing))
_FILLERS = frozenset(word for listing in FILLERS.values() for word in split_phrases(listing))
# "not (at all that very) urgent": how far a negation reaches over filling words.
_REACH = 4


class Circumstances:
    """Answers whether a phrase tells of something that is the case. Holds for one text."""

    def __init__(self, tokens: Tokens, matches: list[Match]) -> None:
        self._tokens = tokens
        self._supposed_from: dict[int, int] = {}
        self._over_until: dict[int, int] = {}
        self._negating: set[int] = set()
        for match in matches:
            first = match.indexes[0]
            if match.term.table == SUPPOSING:
                clause = tokens.clauses[first]
                self._supposed_from[clause] = min(first, self._supposed_from.get(clause, first))
            elif match.term.table == OVER and not self._negated(first):
                self._over_until[tokens.sentences[first]] = match.indexes[-1]
            elif match.term.table == NEGATING:
                self._negating.add(match.indexes[-1])

    def holds(self, match: Match) -> bool:
        if match.term.table in _ALWAYS:
            return True
        first = match.indexes[0]
        if self._negated(first) or self._negated_within(match.indexes):
            return False
        if match.term.table in _EVEN_IF_FEARED:
            return True
        return not self._supposed(first) and not self._over(first)

    def _supposed(self, index: int) -> bool:
        """Whether an "if" or the like stands before a word in its clause."""
        supposed_from = self._supposed_from.get(self._tokens.clauses[index])
        return supposed_from is not None and supposed_from < index

    def _over(self, index: int) -> bool:
        """Whether its sentence says later on that it is over; "it was fixed, but is down again" is not."""
        return index <= self._over_until.get(self._tokens.sentences[index], -1)

    def _negated(self, index: int) -> bool:
        """Whether a negation stands right before a word, in its clause, with nothing but fillers between."""
        tokens = self._tokens
        for before in range(index - 1, max(index - 2 - _REACH, -1), -1):
            if tokens.clauses[before] != tokens.clauses[index]:
                return False
            if tokens.words[before] in _NEGATIONS or before in self._negating:
                return True
            if tokens.words[before] not in _FILLERS:
                return False
        return False

    def _negated_within(self, indexes: tuple[int, ...]) -> bool:
        """Whether a gap of the phrase skipped a negation: "the server has not crashed"."""
        skipped = set(range(indexes[0], indexes[-1])).difference(indexes)
        return any(self._tokens.words[index] in _NEGATIONS for index in skipped)
