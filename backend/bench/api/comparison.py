"""What changed between two results, beyond the noise: `python -m bench.api.comparison BEFORE AFTER`.

A figure has changed when all rounds of one result lie on one side of all rounds of the other, and the medians differ by
at least 5 %. With three rounds in each, chance alone brings that about in a tenth of the figures: measure five or more.
Compare results from the same machine, and better still from the same hour.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.api.results import FIGURES, Run, load, say
from devtools.console import Problem, tool

LEAST = 0.05  # what is worth a line

_HIGHER_IS_BETTER = {"rate"}


@tool
def main() -> None:
    """Print what changed. Raises Problem for results that cannot be compared."""
    parser = argparse.ArgumentParser(prog="python -m bench.api.comparison", description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args()
    say("\n".join(compare(load(options.before), load(options.after))))


def compare(before: Run, after: Run) -> list[str]:
    """A line for each figure that changed, or one that says that none did."""
    if (before.tickets, before.server, before.clients) != (after.tickets, after.server, after.clients):
        raise Problem("these results differ in the number of tickets, the server or the clients.")
    lines = []
    for name in before.operations.keys() & after.operations.keys():
        for figure in FIGURES:
            old, new = (getattr(run.operations[name], figure) for run in (before, after))
            if (change := changed(old, new)) is not None:
                better = (change > 0) == (figure in _HIGHER_IS_BETTER)
                median_old, median_new = statistics.median(old), statistics.median(new)
                verdict = "better" if better else "WORSE"
                lines.append(
                    f"{name:<40}{figure:<6}{median_old:>10.2f} ->{median_new:>10.2f}  {change:+.0%}  {verdict}"
                )
    return sorted(lines) or ["nothing changed beyond the noise"]


def changed(old: Sequence[float], new: Sequence[float]) -> float | None:
    """By how much the median changed, as a share; None if that may be noise."""
    if not old or not new or (min(new) <= max(old) and min(old) <= max(new)):
        return None
    change = statistics.median(new) / statistics.median(old) - 1
    return change if abs(change) >= LEAST else None


if __name__ == "__main__":
    sys.exit(main())
