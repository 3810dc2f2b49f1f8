"""What a dashboard is, and where its panels come to lie."""

from collections.abc import Iterator
from dataclasses import dataclass

from devtools.observability.dashboards.panels import Panel

COLUMNS = 24
ROW_HEIGHT = 1


@dataclass(frozen=True)
class Place:
    """Where a panel lies, in Grafana's grid."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Row:
    """A heading, and the panels below it."""

    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Variable:
    """A choice at the top of the dashboard: the values of a label."""

    name: str
    label: str
    query: str


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """`uid` is in the links of alerts, `file` in Grafana's settings."""

    uid: str
    file: str
    title: str
    description: str
    rows: tuple[Row, ...]
    variables: tuple[Variable, ...] = ()
    range: str = "now-3h"


def place(rows: tuple[Row, ...]) -> Iterator[tuple[Row | Panel, Place]]:
    """Each heading and panel with its place: panels from left to right, on a new line where the width is used up."""
    y = 0
    for row in rows:
        yield row, Place(0, y, COLUMNS, ROW_HEIGHT)
        y += ROW_HEIGHT
        x = tallest = 0
        for panel in row.panels:
            if x + panel.width > COLUMNS:
                x, y, tallest = 0, y + tallest, 0
            yield panel, Place(x, y, panel.width, panel.height)
            x, tallest = x + panel.width, max(tallest, panel.height)
        y += tallest
