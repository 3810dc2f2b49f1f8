"""The highest rate of the mixed open load at which 99 of 100 answers come in time."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

IN_TIME = (50, 250)  # ms
FIRST, STEP = 40.0, 1.3  # requests/s, and by how much more each time
SECONDS = 10  # at each rate
HIGHEST = 5_000  # requests/s


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one rate. Milliseconds; `lag` is how late the generator itself sent 1 of 100 requests at least."""

    rate: float
    p50: float
    p99: float
    errors: int
    lag: float

    def kept(self, goal: float) -> bool:
        """Whether this rate was carried: in time, and without an error."""
        return self.p99 <= goal and not self.errors


def find_limits(measure: Callable[[float], Step]) -> tuple[dict[str, float | None], list[dict[str, float]]]:
    """For each of IN_TIME the highest rate that kept it (None if not even FIRST did), and all steps.

    Upward until the most generous goal is broken, then once more halfway between the last rate that kept a goal and the
    first that did not.
    """
    steps = [measure(rate := FIRST)]
    while steps[-1].kept(max(IN_TIME)) and rate < HIGHEST:
        steps.append(measure(rate := round(rate * STEP)))
    for goal in IN_TIME:
        best, broken = _kept(steps, goal), _broken(steps, goal)
        if best and broken:
            steps.append(measure(round((best + broken) / 2)))
    found = {f"p99 <= {goal} ms": _kept(steps, goal) for goal in IN_TIME}
    return found, [asdict(step) for step in sorted(steps, key=lambda step: step.rate)]


def _kept(steps: Sequence[Step], goal: float) -> float | None:
    """The highest rate below the first that broke the goal."""
    broken = _broken(steps, goal)
    return max((step.rate for step in steps if step.kept(goal) and (not broken or step.rate < broken)), default=None)


def _broken(steps: Sequence[Step], goal: float) -> float | None:
    return min((step.rate for step in steps if not step.kept(goal)), default=None)
