"""Figures as text."""

from collections.abc import Sequence
from decimal import Decimal

from evals.cases import CATEGORIES, PRIORITIES
from evals.comparison import Comparison
from evals.metrics import Scores, percentile
from evals.runner import Outcome, count_outcomes, count_sources, score_category, score_priority


def describe_run(name: str, outcomes: Sequence[Outcome]) -> str:
    """Everything about one engine on one file."""
    priority = score_priority(outcomes)
    parts = [f"{name} on {len(outcomes)} cases", describe("category", score_category(outcomes), CATEGORIES)]
    if priority:
        parts.append(describe("priority", priority, PRIORITIES))
    return "\n\n".join([*parts, _means(outcomes)])


def describe(name: str, scores: Scores, labels: Sequence[str]) -> str:
    """A heading, figures per class, and the confusion table with a row for each expected label."""
    lines = [
        f"{name}: accuracy {scores.accuracy:.3f}, macro-F1 {scores.macro_f1:.3f}",
        _row("", ["precision", "recall", "F1", "support"]),
    ]
    for label in labels:
        figures = scores.classes[label]
        cells = [f"{figures.precision:.2f}", f"{figures.recall:.2f}", f"{figures.f1:.2f}", str(figures.support)]
        lines.append(_row(label, cells))
    lines += ["", _row("expected \\ answered", labels)]
    lines += [_row(label, [str(scores.confusion[label, guess]) for guess in labels]) for label in labels]
    return "\n".join(lines)


def _means(outcomes: Sequence[Outcome]) -> str:
    """Where the answers came from, and what they took."""
    latencies = [outcome.milliseconds for outcome in outcomes]
    p50, p95 = percentile(latencies, 0.5), percentile(latencies, 0.95)
    lines = [f"engine: {', '.join(sorted({outcome.answer.engine for outcome in outcomes} - {''})) or 'unnamed'}"]
    lines.append(f"source: {_counts(count_sources(outcomes))}")
    if asked := count_outcomes(outcomes):
        lines.append(f"asking the model ended: {_counts(asked)}")
    lines.append(f"latency: p50 {p50:.2f} ms, p95 {p95:.2f} ms, most {max(latencies):.2f} ms")
    if asked:
        lines.append(f"cost: {_cost(outcomes)}")
    return "\n".join(lines)


def _cost(outcomes: Sequence[Outcome]) -> str:
    tokens = sum(outcome.answer.tokens for outcome in outcomes)
    costs = [outcome.answer.cost_usd for outcome in outcomes]
    known = [cost for cost in costs if cost is not None]
    if len(known) < len(costs):
        return f"{tokens} tokens at a price that is not known"
    total = sum(known, Decimal(0))
    return f"{total:.4f} USD, {total / len(costs) * 1000:.3f} USD per 1,000 tickets; {tokens} tokens"


def _counts(counted: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


def describe_comparison(names: tuple[str, str], compared: Sequence[Comparison]) -> str:
    """Both beside each other, their difference, and whether it may be chance."""
    lines = [_row("", [*(name[-10:] for name in names), "difference"])]
    for one in compared:
        figures = [
            ("accuracy", one.first.accuracy, one.second.accuracy),
            ("macro-F1", one.first.macro_f1, one.second.macro_f1),
        ]
        figures += [
            (f"F1 {label}", scores.f1, one.second.classes[label].f1)
            for label, scores in one.first.classes.items()
            if scores.support
        ]
        lines += [
            _row(f"{one.field} {what}", [f"{first:.3f}", f"{second:.3f}", f"{second - first:+.3f}"])
            for what, first, second in figures
        ]
        right = f"only {names[0]} is right on {one.only_first}, only {names[1]} on {one.only_second}"
        verdict = "hardly chance" if one.p < 0.05 else "may well be chance"
        lines.append(f"  {one.field}: they differ on {one.differing} cases; {right}")
        lines.append(
            f"  {one.field}: p {_probability(one.p)} by an exact sign test of these (McNemar 1947): {verdict}\n"
        )
    return "\n".join(lines).rstrip()


def _probability(p: float) -> str:
    return f"= {p:.3f}" if p >= 0.001 else "< 0.001"


def _row(head: str, cells: Sequence[str]) -> str:
    return f"  {head:<24}" + "".join(f"{cell:>11}" for cell in cells)
