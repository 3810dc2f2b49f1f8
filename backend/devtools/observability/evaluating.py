"""Each expression asked of a Prometheus that has seen the product: what it returned, and what that means."""

import math
import urllib.error
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from devtools.observability.expressions import Expression, selectors
from devtools.observability.measuring import Prometheus
from devtools.paths import OBSERVABILITY

EMPTY_HERE = OBSERVABILITY / "empty-here.yml"
STEP = "1s"


@dataclass
class Result:
    """What one expression returned over the whole time."""

    expression: Expression
    series: int
    last: float | None
    missing: list[str] = field(default_factory=list)  # selectors that match nothing
    refused: str = ""

    def __str__(self) -> str:
        if self.refused:
            return f"refused: {self.refused}"
        told = f"{self.series} series, last {self.last:g}" if self.last is not None else "nothing"
        if self.expression.empty_is_well:
            told = f"true at times: {told}" if self.series else "never true"
        return told


class Evaluator:
    """Asks about the time from `start` to `end`, in seconds since 1970."""

    def __init__(self, prometheus: Prometheus, start: float, end: float) -> None:
        self._prometheus = prometheus
        self._range = {"start": str(start), "end": str(end), "step": STEP}
        self._returned = cache(self._ask)

    def evaluate(self, expression: Expression) -> Result:
        """What it returned, and which of the series it asks for do not exist."""
        try:
            series, last = self._returned(expression.promql)
            missing = [wanted for wanted in sorted(selectors(expression.promql)) if not self._returned(wanted)[0]]
        except urllib.error.HTTPError as error:
            return Result(expression, 0, None, refused=error.read().decode(errors="replace"))
        return Result(expression, series, last, missing)

    def _ask(self, promql: str) -> tuple[int, float | None]:
        found = self._prometheus.ask("query_range", query=promql, **self._range)["result"]
        numbers = [value for series in found for value in _numbers(series)]
        return sum(bool(_numbers(series)) for series in found), numbers[-1] if numbers else None


def _numbers(series: Mapping[str, Any]) -> list[float]:
    return [number for _, value in series["values"] if not math.isnan(number := float(value))]


def read_reasons() -> dict[str, str]:
    """Why an expression, or a series it asks for, has no data in the check."""
    reasons: dict[str, str] = yaml.safe_load(EMPTY_HERE.read_text())
    return reasons


def problems(results: Iterable[Result], reasons: Mapping[str, str]) -> Iterator[str]:
    """One line for each expression that is empty without a reason, and for each reason that has become untrue."""
    excused: set[str] = set()
    for result in results:
        promql = result.expression.promql
        if result.refused:
            yield f"{result.expression.where}: {promql}: {result}"
            continue
        unexplained = [wanted for wanted in result.missing if wanted not in reasons]
        excused |= set(result.missing)
        if unexplained:
            yield f"{result.expression.where}: no series {', '.join(unexplained)}"
        elif not result.series and not result.expression.empty_is_well:
            excused.add(promql)
            if promql not in reasons and not result.missing:
                yield f"{result.expression.where}: returned nothing: {promql}"
    for promql in reasons.keys() - excused:
        yield f"{EMPTY_HERE.name}: {promql}: returns something, or nobody asks for it any more"
