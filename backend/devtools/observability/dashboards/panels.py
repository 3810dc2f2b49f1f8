"""What a panel says of itself. A panel without a unit, a description or a word for "nothing" cannot be made."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """Grafana's names of units."""

    SECONDS = "s"
    SHARE = "percentunit"  # 0 to 1
    PER_SECOND = "reqps"
    EVENTS = "ops"
    BYTES = "bytes"
    BYTES_PER_SECOND = "Bps"
    DOLLARS = "currencyUSD"
    COUNT = "short"
    TIMES = "none"


class Kind(StrEnum):
    """Grafana's names of panels."""

    LINES = "timeseries"
    STAT = "stat"
    HEATMAP = "heatmap"


class Colour(StrEnum):
    """Grafana's own palette, which follows its light and dark theme."""

    GOOD = "green"
    WARN = "orange"
    BAD = "red"
    PLAIN = "text"


@dataclass(frozen=True)
class Query:
    """PromQL, and how a series of its answer is named."""

    expr: str
    legend: str = ""


@dataclass(frozen=True)
class Step:
    """From this value on, this colour; from the smallest on where there is no value."""

    value: float | None
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One panel. `width` is in twenty-fourths of the page, `height` in Grafana's rows of 30 pixels."""

    title: str
    description: str
    unit: Unit
    queries: tuple[Query, ...]
    empty: str  # what it says when there is nothing
    kind: Kind = Kind.LINES
    width: int = 8
    height: int = 8
    steps: tuple[Step, ...] = ()
    limit: bool = False  # draw the steps as lines
    stacked: bool = False
    maximum: float | None = None
    decimals: int | None = None
    names: bool = False  # a stat that shows what its series are called
    link: str = ""  # the uid of the dashboard that tells more


def lines(title: str, description: str, unit: Unit, *queries: Query, empty: str, **more: object) -> Panel:
    """Values over time."""
    return Panel(title=title, description=description, unit=unit, queries=queries, empty=empty, **more)  # type: ignore[arg-type]


def stat(title: str, description: str, unit: Unit, *queries: Query, empty: str, **more: object) -> Panel:
    """The value now, in the colour of its step."""
    defaults: dict[str, object] = {"width": 4, "height": 4}
    return Panel(
        title=title,
        description=description,
        unit=unit,
        queries=queries,
        empty=empty,
        kind=Kind.STAT,
        **{**defaults, **more},  # type: ignore[arg-type]
    )


def heatmap(title: str, description: str, unit: Unit, query: Query, *, empty: str, **more: object) -> Panel:
    """How values are spread over time. A series with a label `le` is a bucket, any other one a row of its own."""
    return Panel(
        title=title,
        description=description,
        unit=unit,
        queries=(query,),
        empty=empty,
        kind=Kind.HEATMAP,
        **more,  # type: ignore[arg-type]
    )


def at_least(good: float, warn: float | None = None) -> tuple[Step, ...]:
    """Good from `good` on, a warning from `warn` on, bad below."""
    warning = () if warn is None else (Step(warn, Colour.WARN),)
    return (Step(None, Colour.BAD), *warning, Step(good, Colour.GOOD))


def at_most(warn: float, bad: float) -> tuple[Step, ...]:
    """Good below `warn`, bad from `bad` on."""
    return (Step(None, Colour.GOOD), Step(warn, Colour.WARN), Step(bad, Colour.BAD))


def limit(*values: float) -> tuple[Step, ...]:
    """Lines at these values."""
    return (Step(None, Colour.PLAIN), *(Step(value, Colour.BAD) for value in values))
