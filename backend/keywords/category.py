"""The category with the most evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from keywords.phrases import Match

# Ties go to the earlier one: the obstacle beats the purpose ("cannot log in to fetch an invoice"), and what
# every ticket may contain comes last.
CATEGORIES = ("technical", "account", "billing", "general")
# Words that look like evidence and are none, as "best regards"; they only take the words out of play.
NEUTRAL = "neutral"
TABLES = frozenset({*CATEGORIES, NEUTRAL})

DEFAULT = "general"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A value and the phrases that speak for it, the strongest first; none if the value is the default."""

    value: str
    matches: tuple[Match, ...] = ()


def judge_category(matches: Iterable[Match], title_words: int) -> Verdict:
    """Each phrase counts once, half as much again in the title, which sums a ticket up.

    `matches` do not overlap; `title_words` is the number of words at the start that are the title's.
    """
    weights: dict[str, dict[str, tuple[float, Match]]] = {category: {} for category in CATEGORIES}
    for match in matches:
        if match.term.table == NEUTRAL:
            continue
        weight = match.term.weight * (1.5 if match.indexes[0] < title_words else 1)
        phrases = weights[match.term.table]
        if match.term.phrase not in phrases or phrases[match.term.phrase][0] < weight:
            phrases[match.term.phrase] = (weight, match)
    scores = {category: sum(weight for weight, _ in phrases.values()) for category, phrases in weights.items()}
    best = max(CATEGORIES, key=lambda category: scores[category])
    if not scores[best]:
        return Verdict(DEFAULT)
    strongest = sorted(weights[best].values(), key=lambda found: (-found[0], found[1].indexes))
    return Verdict(best, tuple(match for _, match in strongest))
