"""What the processes hold after many requests: `make bench-memory`.

The operations of the bench in turns, with eight clients, and beside them the worker at its periodic jobs. Sizes are
proportional set sizes (PSS), in which what processes share counts once. Exits with 1 if a process ends above its
limit, or grows by more than GROWTH in the second half.
"""

import argparse
import sys
from collections.abc import Mapping

import psutil  # type: ignore[import-untyped]

from bench.api.loading import loaded_database
from bench.api.operations import Facts, Request, facts, operations
from bench.api.results import say
from bench.api.surroundings import DESK, Served, served
from bench.api.wrk import drive, require_wrk
from devtools.console import Problem, tool

LIMITS = {"web worker": 128, "job worker": 128, "caddy": 128}  # MiB of one process
GROWTH = 0.05  # of its size
STEPS = 10
_HEAVY = ("create 1,000", "trends, 366 days")  # a single one of them takes as long as thousands of others
_SLOW = ("search", "trends")  # for PostgreSQL, which is not what is measured: with all of them it would take hours


@tool
def main() -> None:
    """Measure, and say whether the limits were kept. Raises Problem if not."""
    parser = argparse.ArgumentParser(prog="python -m bench.api.memory", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=100_000, help="in the database (100,000)")
    parser.add_argument("--requests", type=int, default=100_000, help="in all (100,000)")
    parser.add_argument("--keep", action="store_true", help="keep the database, and use it again the next time")
    options = parser.parse_args()
    require_wrk()
    with loaded_database(options.tickets, keep=options.keep) as (url, folder):
        requests = mixed(facts(url))
        with served(url, folder, *DESK, worker=True) as desk:
            answered, sizes = 0, [_sizes(desk)]
            _tell(answered, sizes[-1])
            while answered < options.requests:
                until = min(options.requests, answered + options.requests // STEPS)
                while answered < until:
                    answered += drive(desk.url, requests, clients=8, seconds=5).requests
                sizes.append(_sizes(desk))
                _tell(answered, sizes[-1])
    if faults := broken(sizes[len(sizes) // 2], sizes[-1]):
        raise Problem("; ".join(faults))


def mixed(known: Facts) -> list[Request]:
    """Reads and writes in turns, of every kind but the heaviest; in each turn another one of the slow."""
    kinds = [one for one in operations(known) if one.name not in _HEAVY]
    slow = [one.requests for one in kinds if one.name.startswith(_SLOW)]
    quick = [one.requests for one in kinds if not one.name.startswith(_SLOW)]
    turns = range(max(map(len, quick)))
    return [kind[turn % len(kind)] for turn in turns for kind in (*quick, slow[turn % len(slow)])]


def broken(halfway: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """Which promises the sizes (MiB, by process) break."""
    faults = []
    for name, size in after.items():
        limit = LIMITS[name.rpartition(" ")[0] or name]
        if size > limit:
            faults.append(f"{name} holds {size:.0f} MiB, above {limit}")
        if size > halfway.get(name, size) * (1 + GROWTH):
            faults.append(f"{name} grew from {halfway[name]:.0f} to {size:.0f} MiB in the second half")
    return faults


def _sizes(desk: Served) -> dict[str, float]:
    assert desk.worker is not None
    app = desk.processes["app"]
    web = sorted(app.children(), key=lambda one: one.pid)
    named = {f"web worker {number + 1}": one for number, one in enumerate(web)}
    named |= {"job worker 1": desk.worker, "caddy": desk.processes["caddy"]}
    return {name: _mib(one) for name, one in named.items()}


def _mib(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 2**20


def _tell(requests: int, sizes: Mapping[str, float]) -> None:
    say(f"{requests:>9,} requests  " + "  ".join(f"{name} {size:.0f} MiB" for name, size in sizes.items()))


if __name__ == "__main__":
    sys.exit(main())
