"""What many writers at once cost one another: `python -m bench.api.writers`, on the database of `make bench KEEP=1`.

64 connections each create a ticket and change another's status in one transaction, by pgbench: with all triggers, with
those of the counters alone, and with none, in turns. Exits with 1 after a dead lock, or if a counter is wrong, or if
the counters cost more than 30 % of the throughput.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from bench.api.floor import pgbench
from bench.api.loading import url_of
from bench.api.results import say
from devtools.console import Problem, tool
from devtools.environment import desk_environment
from devtools.paths import BACKEND

KEPT = 0.7  # of the throughput without triggers
NAMES = {
    "none": [],
    "counters": ["tickets_count_insert", "tickets_count_update"],
    "all": ["tickets_count_insert", "tickets_count_update", "tickets_search_insert", "tickets_search_update"],
}

_TRANSACTION = r"""
\set id random(1, :most)
BEGIN;
INSERT INTO tickets_ticket (title, description, category, priority)
    VALUES ('Export stops halfway', repeat('The export stops after a few hundred lines. ', 8), 'technical', 'high');
UPDATE tickets_ticket SET updated_at = now(), version = version + 1,
    priority = CASE priority WHEN 'low' THEN 'medium' ELSE 'low' END WHERE id = :id;
COMMIT;
"""


@tool
def main() -> None:
    """Measure, and say whether the promises were kept. Raises Problem if not."""
    parser = argparse.ArgumentParser(prog="python -m bench.api.writers", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=1_000_000, help="which of the bench's databases (1,000,000)")
    parser.add_argument("--connections", type=int, default=64, help="at once (64)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--seconds", type=int, default=7, help="of each (7)")
    options = parser.parse_args()
    server = os.environ.get("DATABASE_URL") or _missing()
    url = url_of(server, options.tickets)
    rates: dict[str, list[float]] = {name: [] for name in NAMES}
    with psycopg.connect(url, autocommit=True) as connection, tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "writers.sql"
        script.write_text(_TRANSACTION)
        before = _dead_locks(connection)
        try:
            for _ in range(options.rounds):
                for name, enabled in NAMES.items():
                    _enable(connection, enabled)
                    rates[name].append(_run(url, script, options.connections, options.seconds, options.tickets))
                    _manage(url, Path(folder), "counters", "rebuild" if name == "none" else "verify")
        finally:
            _enable(connection, NAMES["all"])
            _manage(url, Path(folder), "counters", "rebuild")
        dead_locks = _dead_locks(connection) - before
    medians = {name: statistics.median(found) for name, found in rates.items()}
    for name, rate in medians.items():
        say(f"triggers: {name:<10}{rate:>8.0f} transactions/s  {rate / medians['none']:.0%}")
    say(f"dead locks: {dead_locks}; counters exact after each round")
    if dead_locks or medians["counters"] < KEPT * medians["none"]:
        raise Problem("a promise was broken: see above.")


def _missing() -> str:
    raise Problem("set DATABASE_URL, and make the database first: make bench KEEP=1")


def _enable(connection: "psycopg.Connection[object]", enabled: list[str]) -> None:
    for name in NAMES["all"]:
        how = "ENABLE" if name in enabled else "DISABLE"
        connection.execute(f"ALTER TABLE tickets_ticket {how} TRIGGER {name}")


def _run(url: str, script: Path, connections: int, seconds: int, tickets: int) -> float:
    options = ["-n", "-M", "prepared", f"-c{connections}", "-j2", f"-T{seconds}", f"-Dmost={tickets}", f"-f{script}"]
    done = subprocess.run([pgbench(), *options, url], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Problem(f"pgbench failed: {done.stderr[-500:]}")
    return float(next(line.split()[2] for line in done.stdout.splitlines() if line.startswith("tps = ")))


def _dead_locks(connection: "psycopg.Connection[object]") -> int:
    row = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    return int(row[0])  # type: ignore[index]


def _manage(url: str, folder: Path, *arguments: str) -> None:
    environment = desk_environment(url, folder) | {"LOG_LEVEL": "ERROR"}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=BACKEND, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Problem(f"`manage.py {' '.join(arguments)}` failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
