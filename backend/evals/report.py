"""Figures as text."""

from collections.abc import Sequence

from evals.metrics import Scores


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


def _row(head: str, cells: Sequence[str]) -> str:
    return f"  {head:<20}" + "".join(f"{cell:>11}" for cell in cells)
