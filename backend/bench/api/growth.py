"""How cost grows with the tickets, as a picture: `python -m bench.api.growth PICTURE RESULT ...`.

Both axes are logarithmic: what is level costs the same at any size. Dashed: the naive design.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.api.results import Result, Run, load
from devtools.console import tool

SHOWN = {
    "list, first page": "#2563eb",
    "list, page 80 % down": "#0891b2",
    "stats": "#16a34a",
    "read": "#65a30d",
    "search, rare word": "#d97706",
    "search, word in old tickets only": "#dc2626",
    "create": "#7c3aed",
    "trends, 30 days": "#64748b",
}

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 460, 64, 250, 24, 48

Point = tuple[float, float]


@tool
def main() -> None:
    """Draw the results into the picture."""
    parser = argparse.ArgumentParser(prog="python -m bench.api.growth", description=__doc__.splitlines()[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("results", type=Path, nargs="+")
    options = parser.parse_args()
    options.picture.write_text(draw([load(path) for path in options.results]))


def draw(runs: Sequence[Run]) -> str:
    """An SVG of p50 in milliseconds against tickets."""
    lines = {name: (_points(runs, name, lambda one: one.typical("p50")), _points(runs, name, lambda one: one.naive_p50))
             for name in SHOWN}  # fmt: skip
    every = [point for pair in lines.values() for points in pair for point in points]
    x, y = _scale([tickets for tickets, _ in every], _LEFT, _WIDTH - _RIGHT), _scale(
        [ms for _, ms in every], _HEIGHT - _BOTTOM, _TOP
    )  # fmt: skip
    parts = [*_axes(every, x, y)]
    for row, (name, (ours, naive)) in enumerate(lines.items()):
        parts += [_line(ours, x, y, SHOWN[name]), _line(naive, x, y, SHOWN[name], dashed=True)]
        parts += [_text(_WIDTH - _RIGHT + 24, _TOP + 14 + 22 * row, name, SHOWN[name], "start")]
    parts.append(
        _text(_WIDTH - _RIGHT + 24, _TOP + 14 + 22 * (len(lines) + 1), "dashed: naive design", "#475569", "start")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img"><title>Milliseconds per request against the number of tickets</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _points(runs: Sequence[Run], name: str, figure: Callable[[Result], float | None]) -> list[Point]:
    found = [(run.tickets, figure(run.operations[name])) for run in runs if name in run.operations]
    return sorted((tickets, ms) for tickets, ms in found if ms)


def _scale(values: Iterable[float], start: float, end: float) -> Callable[[float], float]:
    logs = [math.log10(value) for value in values]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return lambda value: start + (end - start) * (math.log10(value) - low) / max(1, high - low)


def _axes(every: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]) -> Iterable[str]:
    for tickets in sorted({tickets for tickets, _ in every}):
        yield _text(x(tickets), _HEIGHT - _BOTTOM + 20, f"{tickets:,.0f}", "#475569")
    low, high = (math.log10(end(ms for _, ms in every)) for end in (min, max))
    for power in range(math.floor(low), math.ceil(high) + 1):
        level = y(10.0**power)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{level:.1f}" y2="{level:.1f}" stroke="#e2e8f0"/>'
        yield _text(_LEFT - 8, level + 4, f"{10.0**power:g}", "#475569", "end")
    yield _text(_LEFT, _TOP - 8, "ms (p50, one client)", "#475569", "start")
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 8, "tickets", "#475569")


def _line(
    points: Sequence[Point],
    x: Callable[[float], float],
    y: Callable[[float], float],
    colour: str,
    *,
    dashed: bool = False,
) -> str:
    if not points:
        return ""
    where = [(x(tickets), y(ms)) for tickets, ms in points]
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in where)
    dots = "".join(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{colour}"/>' for left, top in where)
    style = ' stroke-dasharray="5 4" stroke-opacity="0.7"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{style}/>{dots}'


def _text(x: float, y: float, text: str, colour: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{text}</text>'


if __name__ == "__main__":
    sys.exit(main())
