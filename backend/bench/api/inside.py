"""What each operation costs inside the application, and its SQL alone."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from bench.api import floor
from bench.api.loading import forget_written
from bench.api.operations import Facts, Operation, reset_patched
from bench.api.results import Result, Run, say
from bench.api.surroundings import desk_settings
from devtools.console import Problem
from devtools.paths import BACKEND


def measure_inside(
    chosen: Sequence[Operation], run: Run, url: str, folder: Path, known: Facts, *, seconds: float
) -> None:
    """Queries, CPU and time of the database into the results of `run`, and the floor. Raises Problem."""
    reading = [one for one in chosen if one.requests[0].method == "GET"]
    # The floor of what reads comes before anything is written: thousands of tickets more would be in it.
    for part in (reading, [one for one in chosen if one not in reading]):
        if part:
            reset_patched(url, known)
            _measure(part, run, url, folder, known, seconds)
    forget_written(url, known.tickets)  # not before: the SQL of creating names the ticket that it was recorded with


def _measure(chosen: Sequence[Operation], run: Run, url: str, folder: Path, known: Facts, seconds: float) -> None:
    costs = _costs(chosen, url, folder)
    for one in chosen:
        told, result = costs[one.name], run.operations[one.name]
        if failed := told.get("failed"):
            say(f"inside the application: {failed}")
            result.failed = failed
            continue
        result.queries = told["queries"]
        result.cpu_ms, result.database_ms = round(told["cpu_ms"], 3), round(told["database_ms"], 3)
        if one.floor:
            _measure_floor(one, result, told["statements"], url, known, run.clients, seconds)


def _costs(chosen: Sequence[Operation], url: str, folder: Path) -> dict[str, Any]:
    """In a process of its own, which has the desk's settings."""
    asked = {one.name: [astuple(request) for request in one.requests] for one in chosen}
    done = subprocess.run(
        [sys.executable, "-m", "bench.api.cost"],
        cwd=BACKEND,
        env=desk_settings(url, folder),
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Problem(f"measuring inside the application failed:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


def _measure_floor(
    one: Operation, result: Result, scripts: list[list[str]], url: str, known: Facts, clients: int, seconds: float
) -> None:
    requests = 1
    if one.there_and_back:
        reset_patched(url, known)
        half, requests = len(scripts) // 2, 2
        scripts = [there + back for there, back in zip(scripts[:half], scripts[half:], strict=True)]
    try:
        found = floor.measure(url, scripts, requests=requests, clients=clients, seconds=seconds)
    except RuntimeError as error:  # the figures of the others are worth having
        say(f"the floor of {one.name}: {error}")
        return
    result.floor_ms, result.floor_rate = round(found.ms, 3), round(found.rate, 1)
