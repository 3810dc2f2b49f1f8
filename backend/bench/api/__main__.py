"""Measure the ticket API: `make bench`.

Loads tickets, starts the desk as in production, and for each operation measures, in rounds: latencies with one client,
requests a second and CPU with several; what it costs inside the application; its SQL alone by pgbench; the same in the
naive design. Then a mixed open load. What else the machine does is in every figure: compare figures of one run.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg

from bench.api import openloop
from bench.api.cpu import cpu_seconds, per_request
from bench.api.inside import measure_inside
from bench.api.limit import SECONDS, Step, find_limits
from bench.api.loading import forget_written, loaded_database
from bench.api.operations import Facts, Operation, facts, operations, reset_patched
from bench.api.results import Result, Run, machine, say, table
from bench.api.session import session_cookie
from bench.api.surroundings import DESK, HOST, Served, served, wait_until_idle
from bench.api.wrk import drive, drive_few, require_wrk
from devtools.console import tool
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
    parser.add_argument("--find-limit", action="store_true", help="the highest rate of the mixed load, too")
    parser.add_argument(
        "--database-only", action="store_true", help="only what is inside the application, and the floor"
    )
    parser.add_argument("--only", nargs="*", default=[""], help="operations whose names contain one of these")
    parser.add_argument("--no-naive", action="store_true", help="leave the naive design out")
    parser.add_argument("--keep", action="store_true", help="keep the database, and use it again the next time")
    parser.add_argument("--save", type=Path, help="file for the results, as JSON")
    return parser.parse_args()


@tool
def main() -> None:
    """Measure, and print the table. Raises Problem for what the reader can put right."""
    options = _arguments()
    if not options.database_only:
        require_wrk()
    with loaded_database(options.tickets, keep=options.keep) as (url, folder):
        known = facts(url)
        known = replace(known, cookie=session_cookie(url, folder, known.agent))
        run = Run(options.tickets, _server(url), options.clients, machine(), database_only=options.database_only)
        chosen = [one for one in operations(known) if any(part in one.name for part in options.only)]
        if options.database_only:
            chosen = [one for one in chosen if one.floor]
        run.operations = {one.name: Result() for one in chosen}
        with _saved_even_if_interrupted(run, options.save):
            if not options.database_only:
                with served(url, folder, *DESK, worker=True) as desk:
                    _through_the_servers(chosen, run, desk, url, known, options)
            say("==> inside the application, and the floor")
            measure_inside(chosen, run, url, folder, known, seconds=options.seconds)
            if not options.no_naive and not options.database_only:
                say("==> the naive design")
                _naive(chosen, run, url, folder, options)
            run.machine["load_after"] = round(os.getloadavg()[0], 1)
    say(table(run))


@contextmanager
def _saved_even_if_interrupted(run: Run, path: Path | None) -> Iterator[None]:
    """What was measured until then is worth having: a run takes a quarter of an hour."""
    try:
        yield
    finally:
        if path:
            run.save(path)


def _through_the_servers(
    chosen: list[Operation], run: Run, desk: Served, url: str, known: Facts, options: argparse.Namespace
) -> None:
    for number in range(options.rounds):
        say(f"==> round {number + 1} of {options.rounds}, load {os.getloadavg()[0]:.1f}")
        for one in chosen:
            _measure(one, run.operations[one.name], desk, url, known, options)
        forget_written(url, known.tickets)
    for rate in options.rates if not any(options.only) else []:
        run.mixed.append(_mixed(desk, url, known, rate, options.mixed_seconds))
    if options.find_limit:

        def step(rate: float) -> Step:
            told = _mixed(desk, url, known, rate, SECONDS)
            return Step(rate, told["times"]["all"]["p50"], told["times"]["all"]["p99"], told["errors"], told["lag"])

        found, steps = find_limits(step)
        run.limits = {"seconds": SECONDS, "found": found, "steps": steps}


def _measure(one: Operation, result: Result, desk: Served, url: str, known: Facts, options: argparse.Namespace) -> None:
    if result.failed:
        return
    wait_until_idle(url)
    reset_patched(url, known)
    before = cpu_seconds(desk, url)
    try:
        if one.few:
            alone = together = drive_few(desk.port, one.requests[0])
        else:
            alone = drive(desk.url, one.requests, clients=1, seconds=options.seconds)
            reset_patched(url, known)
            before = cpu_seconds(desk, url)
            together = drive(desk.url, one.requests, clients=options.clients, seconds=options.seconds)
    except RuntimeError as error:  # the figures of the others are worth having
        say(f"{one.name}: {error}")
        result.failed = str(error)
        return
    result.cpu = per_request(before, cpu_seconds(desk, url), together.requests)
    for figure in ("p50", "p95", "p99"):
        getattr(result, figure).append(getattr(alone, figure))
    result.rate.append(round(together.rate, 1))


def _mixed(desk: Served, url: str, known: Facts, rate: float, seconds: float) -> dict[str, Any]:
    say(f"==> mixed load, {rate:g} requests/s")
    outcome = openloop.mixed_load(HOST, desk.port, known, operations(known), rate, seconds)
    forget_written(url, known.tickets)
    times = outcome.summary()
    return {"rate": rate, "seconds": seconds, "errors": outcome.errors, "lag": outcome.lag_p99(), "times": times}


def _naive(chosen: list[Operation], run: Run, url: str, folder: Path, options: argparse.Namespace) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (BACKEND / "bench" / "naive" / "table.sql").read_text().split(";\n"):
            connection.execute(statement)
    with served(url, folder, *NAIVE, worker=False) as naive:
        for one in (one for one in chosen if one.naive):
            result = run.operations[one.name]
            _end_what_was_given_up(url)
            try:
                alone, together = (
                    drive(naive.url, one.naive, clients=clients, seconds=options.seconds)
                    for clients in (1, options.clients)
                )
            except RuntimeError as error:  # it is not ours to keep up: its figures are then missing
                say(f"the naive design: {error}")
                continue
            result.naive_p50, result.naive_rate = alone.p50, round(together.rate, 1)


def _end_what_was_given_up(url: str) -> None:
    """The naive design's server goes on with searches whose clients have left, which are not to slow down the next."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state = 'active' AND query LIKE '%naive_ticket%'"
            " AND pid <> pg_backend_pid()"
        )


def _server(url: str) -> str:
    with psycopg.connect(url) as connection:
        trigrams = connection.execute("SELECT to_regclass('tickets_search_trgm') IS NOT NULL").fetchone()
        version = connection.info.parameter_status("server_version")
    return f"PostgreSQL {version}, {'with' if trigrams and trigrams[0] else 'without'} pg_trgm"


if __name__ == "__main__":
    sys.exit(main())
