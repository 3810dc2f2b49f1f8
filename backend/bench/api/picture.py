"""Lines over two logarithmic axes, panel beside panel, as an SVG that is legible on white and on black."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM, _LEGEND = 460, 380, 64, 40, 40, 52, 78
_ROW, _COLUMNS = 22, 3  # of the legend

# For light and for dark backgrounds; of Okabe and Ito's, darkened and brightened until they stand out.
_COLOURS = (
    ("#0b63c4", "#6db6ff"),
    ("#007d8a", "#4fd3e0"),
    ("#00734f", "#35d39b"),
    ("#6b6f00", "#d9d44a"),
    ("#a86400", "#f0a832"),
    ("#c0341d", "#ff8a6b"),
    ("#9b3d86", "#e79ad4"),
    ("#4a5568", "#b4bfce"),
)
_STYLE = """
text { fill: #334155 } .grid { stroke: #d5dce5 } .ground { fill: #fff } .line { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #cbd5e1 } .grid { stroke: #334155 } .ground { fill: #0d1117 } }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Points (x, y), in the colour of that number."""

    colour: int
    points: Sequence[Point]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn over the same axes."""

    title: str
    lines: Sequence[Line]


def picture(title: str, panels: Sequence[Panel], *, legend: Sequence[str]) -> str:
    """The SVG. All panels have the axes that hold the points of each; `legend` names the colours in their order."""
    every = [point for panel in panels for line in panel.lines for point in line.points]
    x = _scale([value for value, _ in every], _LEFT, _WIDTH - _RIGHT)
    y = _scale([value for _, value in every], _HEIGHT - _BOTTOM, _TOP)
    width, height = _WIDTH * len(panels), _HEIGHT + _LEGEND
    drawn = "".join(
        f'<g transform="translate({_WIDTH * number} 0)">{"".join(_panel(panel, every, x, y))}</g>'
        for number, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="13" role="img"><title>{escape(title)}</title><style>{_STYLE}{_colours()}</style>'
        f'<rect class="ground" width="100%" height="100%"/>{drawn}{"".join(_legend(legend, width))}</svg>\n'
    )


def _colours() -> str:
    rules = [
        "".join(f".c{number} {{ stroke: {one} }} .d{number} {{ fill: {one} }} " for number, one in enumerate(colours))
        for colours in zip(*_COLOURS, strict=True)
    ]
    return f"{rules[0]} @media (prefers-color-scheme: dark) {{ {rules[1]} }}"


def _scale(values: Iterable[float], start: float, end: float) -> Callable[[float], float]:
    logs = [math.log10(value) for value in values]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return lambda value: start + (end - start) * (math.log10(value) - low) / max(1, high - low)


def _panel(
    panel: Panel, every: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]
) -> Iterable[str]:
    yield _text(_LEFT, _TOP - 18, panel.title, "start")
    for power in _powers(value for _, value in every):
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y(power):.1f}" y2="{y(power):.1f}"/>'
        yield _text(_LEFT - 8, y(power) + 4, _short(power), "end")
    for power in _powers(value for value, _ in every):
        yield f'<line class="grid" x1="{x(power):.1f}" x2="{x(power):.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}"/>'
        yield _text(x(power), _HEIGHT - _BOTTOM + 20, _short(power))
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, "tickets")
    for line in panel.lines:
        where = [(x(across), y(up)) for across, up in line.points]
        path = " ".join(f"{left:.1f},{top:.1f}" for left, top in where)
        dashes = ' stroke-dasharray="2 5"' if line.dashed else ""
        if len(where) > 1:
            yield f'<polyline class="line c{line.colour}" points="{path}"{dashes}/>'
        yield from (f'<circle class="d{line.colour}" cx="{left:.1f}" cy="{top:.1f}" r="3"/>' for left, top in where)


def _powers(values: Iterable[float]) -> list[float]:
    logs = [math.log10(value) for value in values]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return [10.0**power for power in range(low, max(low + 1, high) + 1)]


def _short(value: float) -> str:
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _legend(names: Sequence[str], width: int) -> Iterable[str]:
    column = (width - _LEFT) / _COLUMNS
    for number, name in enumerate(names):
        left, top = _LEFT + column * (number % _COLUMNS), _HEIGHT + 14 + _ROW * (number // _COLUMNS)
        yield f'<circle class="d{number}" cx="{left:.1f}" cy="{top - 4:.1f}" r="5"/>'
        yield _text(left + 12, top, name, "start")


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
