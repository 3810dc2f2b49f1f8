"""What was measured, as JSON and as a table."""

import json
import os
import platform
import statistics
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

LAG = 5  # ms by which the generator of the open load may be late, 1 time in 100
FIGURES = ("p50", "p95", "p99", "rate")  # of which a result keeps one of each round


@dataclass
class Result:
    """Of one operation. Times in milliseconds; lists hold one figure of each round."""

    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)  # requests a second, with several clients
    queries: float | None = None
    database_ms: float | None = None  # waiting for the database
    cpu_ms: float | None = None  # in the application alone, without its servers
    cpu: dict[str, float] = field(default_factory=dict)  # per request, by process, with several clients
    floor_ms: float | None = None  # its SQL by pgbench
    floor_rate: float | None = None
    naive_p50: float | None = None
    naive_rate: float | None = None
    failed: str = ""  # why figures are missing

    def typical(self, figure: str) -> float | None:
        """The median of the rounds."""
        rounds: list[float] = getattr(self, figure)
        return statistics.median(rounds) if rounds else None


@dataclass
class Run:
    """Everything of one run."""

    tickets: int
    server: str
    clients: int
    machine: dict[str, Any]
    operations: dict[str, Result] = field(default_factory=dict)
    mixed: list[dict[str, Any]] = field(default_factory=list)
    limits: dict[str, Any] = field(default_factory=dict)  # what bench.api.limit found
    database_only: bool = False  # nothing was sent over the network

    def save(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")


def load(path: Path) -> Run:
    """What `save` wrote."""
    told = json.loads(path.read_text())
    told["operations"] = {name: Result(**one) for name, one in told["operations"].items()}
    return Run(**told)


def machine() -> dict[str, Any]:
    """Where this runs, and what else it does."""
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


_COLUMNS = (
    ("operation", 40),
    ("p50", 8),
    ("p95", 8),
    ("p99", 8),
    ("req/s", 8),
    ("queries", 8),
    ("db ms", 8),
    ("cpu ms", 8),
    ("app", 7),
    ("caddy", 7),
    ("pg", 7),
    ("floor", 8),
    ("x floor", 8),
    ("floor/s", 8),
    ("naive", 9),
    ("naive x", 8),
    ("naive/s", 8),
)


def table(run: Run) -> str:
    """For people, in milliseconds. `cpu ms`: in the application alone; app, caddy, pg: CPU of all processes.

    `x floor`: p50 over the floor, or where the database alone was measured, its time over the floor.
    """
    lines = ["".join(name.ljust(width) if name == "operation" else name.rjust(width) for name, width in _COLUMNS)]
    for name, one in run.operations.items():
        p50 = one.typical("p50")
        figures = [
            *(one.typical(figure) for figure in FIGURES),
            one.queries,
            one.database_ms,
            one.cpu_ms,
            *(one.cpu.get(process) for process in ("app", "caddy", "database")),
            one.floor_ms,
            _ratio(one.database_ms if run.database_only else p50, one.floor_ms),
            one.floor_rate,
            one.naive_p50,
            _ratio(one.naive_p50, p50),
            one.naive_rate,
        ]
        cells = zip((number(figure) for figure in figures), _COLUMNS[1:], strict=True)
        lines.append(name.ljust(_COLUMNS[0][1]) + "".join(text.rjust(width) for text, (_, width) in cells))
    lines += [f"{name}: {one.failed}" for name, one in run.operations.items() if one.failed]
    return "\n".join([*lines, *map(_mixed, run.mixed), *_limits(run.limits)])


def _mixed(mixed: dict[str, Any]) -> str:
    title = f"\nmixed load, {mixed['rate']:g} requests/s for {mixed['seconds']:g} s: {mixed['errors']} errors"
    lines = [f"{title}, generator late by {mixed['lag']:g} ms (p99){_too_late(mixed['lag'])}"]
    for name, figures in mixed["times"].items():
        told = "".join(f"{figure} {ms:>8.1f}  " for figure, ms in figures.items() if figure != "requests")
        lines.append(f"  {name:<38}{told}")
    return "\n".join(lines)


def _limits(limits: dict[str, Any]) -> list[str]:
    if not limits:
        return []
    lines = ["\nhighest rate of the mixed load"]
    lines += [f"  {goal}: {f'{rate:g} requests/s' if rate else 'none'}" for goal, rate in limits["found"].items()]
    for step in limits["steps"]:
        told = f"  {step['rate']:>6g} requests/s  p50 {step['p50']:>8.1f}  p99 {step['p99']:>8.1f}"
        lines.append(f"{told}  errors {step['errors']}  late {step['lag']:.1f}{_too_late(step['lag'])}")
    return lines


def _too_late(lag: float) -> str:
    return ": the generator was the limit" if lag > LAG else ""


def _ratio(over: float | None, under: float | None) -> float | None:
    return over / under if over and under else None


def number(value: float | None) -> str:
    """With three digits, or empty."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}" if value < 10 else f"{value:.1f}"


def say(line: str) -> None:
    """At once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
