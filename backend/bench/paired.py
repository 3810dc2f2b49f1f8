"""What two ways differ by, from rounds that were measured side by side, and how sure that is."""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20260101


@dataclass(frozen=True)
class Change:
    """A share, such as 0.02 for two per cent less, and the bounds within which it lies with 95 % certainty."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%})"


def less(of: Sequence[float], than: Sequence[float]) -> Change:
    """By which share `of` is less than `than`, round by round: the median, with bounds by bootstrap.

    Percentile bootstrap of the median (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13).
    """
    shares = [1 - one / other for one, other in zip(of, than, strict=True)]
    dice = random.Random(SEED)  # noqa: S311 -- the same bounds each time for the same rounds
    medians = sorted(statistics.median(dice.choices(shares, k=len(shares))) for _ in range(RESAMPLES))
    low, high = (medians[round(share * (RESAMPLES - 1))] for share in (0.025, 0.975))
    return Change(statistics.median(shares), low, high)
