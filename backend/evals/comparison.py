"""Two engines on the same cases: is one better, or is it chance?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

from evals.metrics import Scores
from evals.runner import Outcome, score_category, score_priority


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of one field. `only_first` and `only_second` count the cases that only one of them answered as labelled.

    `p` is the probability of so uneven a split, or a more uneven one, if both were equally good.
    """

    field: str
    first: Scores
    second: Scores
    differing: int
    only_first: int
    only_second: int
    p: float


def compare(first: Sequence[Outcome], second: Sequence[Outcome]) -> list[Comparison]:
    """For category, and for priority where it is labelled. ValueError unless both answered the same labelled cases."""
    if [(o.case.id, o.case.category, o.case.priority) for o in first] != [
        (o.case.id, o.case.category, o.case.priority) for o in second
    ]:
        raise ValueError("the two did not answer the same cases.")
    compared = [_compare("category", first, second, score_category)]
    if score_priority(first):
        one, other = ([o for o in outcomes if o.case.priority is not None] for outcomes in (first, second))
        compared.append(_compare("priority", one, other, score_priority))
    return compared


def _compare(
    field: str, first: Sequence[Outcome], second: Sequence[Outcome], score: Callable[[Sequence[Outcome]], Scores | None]
) -> Comparison:
    answers = [
        (getattr(a.case, field), getattr(a.answer, field), getattr(b.answer, field))
        for a, b in zip(first, second, strict=True)
    ]
    only_first = sum(wanted == one != other for wanted, one, other in answers)
    only_second = sum(wanted == other != one for wanted, one, other in answers)
    first_scores, second_scores = score(first), score(second)
    assert first_scores
    assert second_scores
    return Comparison(
        field=field,
        first=first_scores,
        second=second_scores,
        differing=sum(one != other for _, one, other in answers),
        only_first=only_first,
        only_second=only_second,
        p=sign_test(only_first, only_second),
    )


def sign_test(wins: int, losses: int) -> float:
    """Two-sided exact binomial test of `wins` against `losses` at one half.

    On paired answers this is the exact form of McNemar's test (Psychometrika 12, 1947).
    """
    n = wins + losses
    tail = sum(comb(n, k) for k in range(min(wins, losses) + 1))
    return min(1.0, 2 * tail / (1 << n))
