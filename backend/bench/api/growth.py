"""How cost grows with the tickets, as a picture and a table: `python -m bench.api.growth PICTURE RESULT ...`.

On the left whole requests, dashed those of the naive design; on the right the time of the database alone, which is
all that is measured with `--database-only`. All axes are logarithmic: what is level costs the same at any size.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.api.picture import Line, Panel, Point, picture
from bench.api.results import Result, Run, load, number, say
from devtools.console import tool

# Of a colour each, which can be told apart by those who see no red or green, on white and on black.
SHOWN = (
    "list, first page",
    "list, page 80 % down",
    "stats",
    "read",
    "search, rare word",
    "search, word in old tickets only",
    "create",
    "trends, 30 days",
)

Figure = Callable[[Result], float | None]


@tool
def main() -> None:
    """Draw the results into the picture, and print them as a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench.api.growth", description=__doc__.splitlines()[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("results", type=Path, nargs="+")
    options = parser.parse_args()
    runs = sorted((load(path) for path in options.results), key=lambda run: run.tickets)
    options.picture.parent.mkdir(exist_ok=True)
    options.picture.write_text(draw(runs))
    say("\n".join(markdown(runs)))


def draw(runs: Sequence[Run]) -> str:
    """An SVG of milliseconds against tickets."""
    whole = [_line(runs, index, name, lambda one: one.typical("p50")) for index, name in enumerate(SHOWN)]
    naive = [_line(runs, index, name, lambda one: one.naive_p50, dashed=True) for index, name in enumerate(SHOWN)]
    database = [_line(runs, index, name, lambda one: one.database_ms) for index, name in enumerate(SHOWN)]
    return picture(
        "Milliseconds per request against the number of tickets",
        [
            Panel(f"whole request: p50, ms (dashed: naive design){_left_out(runs)}", [*whole, *naive]),
            Panel("time of the database alone, ms", database),
        ],
        legend=SHOWN,
    )


def _left_out(runs: Sequence[Run]) -> str:
    return "".join(f"; not at {run.tickets:,}" for run in runs if run.database_only)


def _line(runs: Sequence[Run], colour: int, name: str, figure: Figure, *, dashed: bool = False) -> Line:
    return Line(colour, _points(runs, name, figure), dashed)


def _points(runs: Sequence[Run], name: str, figure: Figure) -> list[Point]:
    found = [(run.tickets, figure(run.operations[name])) for run in runs if name in run.operations]
    return [(tickets, ms) for tickets, ms in found if ms]


def markdown(runs: Sequence[Run]) -> list[str]:
    """Of all operations: p50 of the whole request, then the time of the database alone; empty where not measured."""
    sizes = [f"{run.tickets:,}" for run in runs]
    names = list(dict.fromkeys(name for run in runs for name in run.operations))
    heads = [f"{what}, {size}" for what in ("request", "database") for size in sizes]
    lines = [
        f"| ms | {' | '.join(heads)} |",
        f"|---|{'---|' * len(heads)}",
    ]
    for name in names:
        found = [run.operations.get(name, Result()) for run in runs]
        told = [number(one.typical("p50")) for one in found] + [number(one.database_ms) for one in found]
        lines.append(f"| {name} | {' | '.join(told)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
