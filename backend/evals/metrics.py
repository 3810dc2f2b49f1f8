"""Figures of a classification, from pairs of expected and predicted labels. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Figures of one label, each from 0 to 1; 0 where nothing was expected or predicted."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Scores:
    """`confusion` counts by (expected, predicted). `macro_f1` is the plain mean over the labels that were expected."""

    accuracy: float
    macro_f1: float
    classes: dict[str, ClassScore]
    confusion: Counter[tuple[str, str]]


def score(expected: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> Scores:
    """ValueError for nothing to score, or for sequences of unequal length."""
    if not expected:
        raise ValueError("No labelled case to score.")
    confusion = Counter(zip(expected, predicted, strict=True))
    classes = {label: _class_score(label, confusion) for label in labels}
    present = [scores.f1 for scores in classes.values() if scores.support]
    return Scores(
        accuracy=sum(count for (truth, guess), count in confusion.items() if truth == guess) / len(expected),
        macro_f1=sum(present) / len(present),
        classes=classes,
        confusion=confusion,
    )


def _class_score(label: str, confusion: Counter[tuple[str, str]]) -> ClassScore:
    hits = confusion[label, label]
    expected = sum(count for (truth, _), count in confusion.items() if truth == label)
    predicted = sum(count for (_, guess), count in confusion.items() if guess == label)
    return ClassScore(
        precision=_ratio(hits, predicted),
        recall=_ratio(hits, expected),
        f1=_ratio(2 * hits, expected + predicted),
        support=expected,
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed. ValueError if there is none."""
    if not values:
        raise ValueError("No value to take a percentile of.")
    rank = max(1, -(-len(values) * share // 1))
    return sorted(values)[int(rank) - 1]
