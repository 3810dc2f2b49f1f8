"""Measure the ticket API: `make bench`.

Loads tickets, starts the desk as in production, and for each operation measures, in rounds: latencies with one client,
requests a second and CPU with several; what it costs inside the application; its SQL alone by pgbench; the same in the
naive design. Then a mixed open load. What else the machine does is in every figure: compare figures of one run.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from bench.api import floor, openloop
from bench.api.cpu import cpu_seconds, per_request
from bench.api.operations import Facts, Operation, facts, operations, reset_patched
from bench.api.results import Result, Run, machine, say, table
from bench.api.surroundings import (
    DESK,
    HOST,
    Served,
    desk_settings,
    loaded_database,
    manage,
    served,
)
from bench.api.wrk import drive, drive_few, require_wrk
from devtools.console import Problem, tool
from devtools.paths import BACKEND

NAIVE = ("bench.naive.app:application", "bench/naive/servers.py")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.api", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=1_000_000, help="how many (1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all operations (3)")
    parser.add_argument("--seconds", type=float, default=2, help="of each operation in a round (2)")
    parser.add_argument("--clients", type=int, default=8, help="for requests a second (8)")
    parser.add_argument("--rates", type=float, nargs="*", default=[50, 100, 150], help="of the mixed load, requests/s")
    parser.add_argument("--mixed-seconds", type=float, default=20, help="of the mixed load, at each rate (20)")
    parser.add_argument("--only", default="", help="operations whose name contains this")
    parser.add_argument("--no-naive", action="store_true", help="leave the naive design out")
    parser.add_argument("--keep", action="store_true", help="keep the database, and use it again the next time")
    parser.add_argument("--save", type=Path, help="file for the results, as JSON")
    return parser.parse_args()


@tool
def main() -> None:
    """Measure, and print the table. Raises Problem for what the reader can put right."""
    options = _arguments()
    require_wrk()
    with loaded_database(options.tickets, keep=options.keep) as (url, folder):
        known = facts(url)
        run = Run(options.tickets, _server(url), options.clients, machine())
        chosen = [one for one in operations(known) if options.only in one.name]
        run.operations = {one.name: Result() for one in chosen}
        with served(url, folder, *DESK, worker=True) as desk:
            for number in range(options.rounds):
                say(f"==> round {number + 1} of {options.rounds}, load {os.getloadavg()[0]:.1f}")
                for one in chosen:
                    _measure(one, run.operations[one.name], desk, url, known, options)
                _forget_created(url, folder, known)
            for rate in options.rates if not options.only else []:
                say(f"==> mixed load, {rate:g} requests/s")
                reset_patched(url, known)
                run.mixed.append(_mixed(desk, known, rate, options.mixed_seconds))
                _forget_created(url, folder, known)
        say("==> inside the application, and the floor")
        _inside(chosen, run, url, folder, known, options)
        if not options.no_naive:
            say("==> the naive design")
            _naive(chosen, run, url, folder, options)
        run.machine["load_after"] = round(os.getloadavg()[0], 1)
    say(table(run))
    if options.save:
        run.save(options.save)


def _forget_created(url: str, folder: Path, known: Facts) -> None:
    """So that each round begins with the same number of tickets."""
    code = f"from tickets.models import Ticket; Ticket.objects.filter(pk__gt={known.last_id}).delete()"
    manage(url, folder, "shell", "--verbosity=0", "--command", code)


def _measure(one: Operation, result: Result, desk: Served, url: str, known: Facts, options: argparse.Namespace) -> None:
    if one.there_and_back:
        reset_patched(url, known)
    before = cpu_seconds(desk, url)
    if one.few:
        alone = together = drive_few(desk.port, one.requests[0])
    else:
        alone = drive(desk.url, one.requests, clients=1, seconds=options.seconds)
        if one.there_and_back:
            reset_patched(url, known)
        before = cpu_seconds(desk, url)
        together = drive(desk.url, one.requests, clients=options.clients, seconds=options.seconds)
    result.cpu = per_request(before, cpu_seconds(desk, url), together.requests)
    for figure in ("p50", "p95", "p99"):
        getattr(result, figure).append(getattr(alone, figure))
    result.rate.append(round(together.rate, 1))


def _mixed(desk: Served, known: Facts, rate: float, seconds: float) -> dict[str, object]:
    outcome = openloop.mixed_load(HOST, desk.port, known, operations(known), rate, seconds)
    return {"rate": rate, "seconds": seconds, "errors": outcome.errors, "times": outcome.summary()}


def _inside(
    chosen: list[Operation], run: Run, url: str, folder: Path, known: Facts, options: argparse.Namespace
) -> None:
    reset_patched(url, known)
    asked = {one.name: [[request.method, request.path, request.body] for request in one.requests] for one in chosen}
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
    costs = json.loads(done.stdout)
    for one in chosen:
        told, result = costs[one.name], run.operations[one.name]
        result.queries = told["queries"]
        result.cpu_ms, result.database_ms = round(told["cpu_ms"], 3), round(told["database_ms"], 3)
        if not one.floor:
            continue
        scripts, requests = told["statements"], 1
        if one.there_and_back:
            reset_patched(url, known)
            half, requests = len(scripts) // 2, 2
            scripts = [there + back for there, back in zip(scripts[:half], scripts[half:], strict=True)]
        found = floor.measure(url, scripts, requests=requests, clients=options.clients, seconds=options.seconds)
        result.floor_ms, result.floor_rate = round(found.ms, 3), round(found.rate, 1)
    _forget_created(url, folder, known)


def _naive(chosen: list[Operation], run: Run, url: str, folder: Path, options: argparse.Namespace) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (BACKEND / "bench" / "naive" / "table.sql").read_text().split(";\n"):
            connection.execute(statement)
    with served(url, folder, *NAIVE, worker=False) as naive:
        for one in (one for one in chosen if one.naive):
            result = run.operations[one.name]
            try:
                alone, together = (
                    drive(naive.url, one.naive, clients=clients, seconds=options.seconds)
                    for clients in (1, options.clients)
                )
            except RuntimeError as error:  # it is not ours to keep up: its figures are then missing
                say(f"the naive design: {error}")
                continue
            result.naive_p50, result.naive_rate = alone.p50, round(together.rate, 1)


def _server(url: str) -> str:
    with psycopg.connect(url) as connection:
        trigrams = connection.execute("SELECT to_regclass('tickets_search_trgm') IS NOT NULL").fetchone()
        version = connection.info.parameter_status("server_version")
    return f"PostgreSQL {version}, {'with' if trigrams and trigrams[0] else 'without'} pg_trgm"


if __name__ == "__main__":
    sys.exit(main())
