"""Analysis runs under faults: `python -m drills.analysis`, or `make drill-analysis`.

A local model server answers in 200 ms, fails 5 % of the calls and now and then says nothing at all. Two workers share
the run. What is checked, on 2,000 tickets by default:

1. faults of the model: the run completes, at most ANALYSIS_MAX_CONCURRENT calls are under way at any moment (the server
   counts), and no ticket that was answered is asked about again;
2. crashes: a worker is killed twice, PostgreSQL is restarted, everything is killed at once; the run completes, each
   ticket is in its result exactly once, and only calls that were under way at a crash are made again;
3. two runs started in the same moment over overlapping tickets: no ticket is in both.

Exits with 1 if a promise is broken.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.clients import Client
from bench.model_server import Manners, model_server, tally
from bench.rounds import promise, say, say_load
from bench.tickets import SLOTS, fill, settings_for
from drills.desk import Desk

LIMIT = 1200  # seconds within which a run completes, or something is stuck
DONE, FAILED = "done", "failed"


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m drills.analysis", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=2000, help="tickets in the run (2000)")
    parser.add_argument("--only", choices=[drill.__name__ for drill in DRILLS], help="one of the drills alone")
    options = parser.parse_args()
    kept = True
    for drill in DRILLS:
        if options.only in (None, drill.__name__):
            say(f"--- {drill.__name__}")
            say_load()
            kept &= drill(options.tickets)
    return 0 if kept else 1


def faults(tickets: int) -> bool:
    """The model fails; nothing else does."""
    with model_server(Manners()) as model, Desk(settings_for(model), workers=2) as desk:
        client = Client(desk.port)
        fill(client, tickets)
        started = time.monotonic()
        run = client.call("POST", "/api/analyze/", {"ticketIds": None}, expect=201)[0]["id"]
        status = _until_finished(desk, run)
        seen = tally(model)
        say(f"{status['status']} after {time.monotonic() - started:.0f} s: {status['counts']}, {status['sources']}")
        say(f"the model: {seen.calls} calls, {seen.failed} failed, {seen.silent} unanswered")
        again = sum(count - 1 for count in seen.answered.values())
        kept = promise("the run is completed", status["status"] == "completed")
        kept &= promise(f"{seen.most_in_flight} calls at once, {SLOTS} at most", seen.most_in_flight <= SLOTS)
        kept &= promise(f"{again} tickets asked about again after an answer", again == 0)
        return _complete(desk, run, tickets) and kept


def crashes(tickets: int) -> bool:
    """Killed workers, a restarted database, and all of it at once."""
    with model_server(Manners()) as model, Desk(settings_for(model), workers=2) as desk:
        client = Client(desk.port)
        fill(client, tickets)
        run = client.call("POST", "/api/analyze/", {"ticketIds": None}, expect=201)[0]["id"]
        events: list[tuple[float, str, Callable[[], None]]] = [
            (0.1, "kill -9 of a worker", desk.workers[0].kill),
            (0.3, "kill -9 of the other worker", desk.workers[1].kill),
            (0.5, "restart of PostgreSQL", desk.postgres.restart),
            (0.7, "everything killed and started again", desk.kill_everything),
        ]
        for share, what, happen in events:
            done = _until_done(desk, run, share * tickets)
            happen()
            say(f"at {done} of {tickets}: {what}")
        status = _until_finished(desk, run)
        seen = tally(model)
        again = sum(count - 1 for count in seen.answered.values())
        say(f"{status['status']}: {status['counts']}; {seen.calls} calls of the model")
        kept = promise("the run is completed", status["status"] == "completed")
        kept &= promise(f"{seen.most_in_flight} calls at once, {SLOTS} at most", seen.most_in_flight <= SLOTS)
        most = len(events) * SLOTS
        kept &= promise(f"{again} tickets asked about again, {most} at most: those under way at a crash", again <= most)
        return _complete(desk, run, tickets) and kept


def overlap(tickets: int) -> bool:
    """Two runs in the same moment over the same tickets but for a fifth."""
    with (
        model_server(Manners(seconds=0.02, failing=0, silent=0)) as model,
        Desk(settings_for(model), workers=2) as desk,
    ):
        ids = fill(Client(desk.port), tickets)
        part = len(ids) * 4 // 5
        with ThreadPoolExecutor(2) as pool:
            starts = [
                pool.submit(Client(desk.port).call, "POST", "/api/analyze/", {"ticketIds": wanted}, expect=201)
                for wanted in (ids[:part], ids[-part:])
            ]
        runs = [start.result()[0]["id"] for start in starts]
        for run in runs:
            _until_finished(desk, run)
        counts = Counter(row["ticket_id"] for run in runs for row in _rows(desk, run) if row["status"] != "skipped")
        sizes = [sum(1 for row in _rows(desk, run) if row["status"] == DONE) for run in runs]
        say(f"{sizes[0]} and {sizes[1]} tickets analysed")
        kept = promise("no ticket is in both", max(counts.values()) == 1)
        return promise("every ticket is in one", len(counts) == tickets) and kept


DRILLS = (faults, crashes, overlap)


def _status(desk: Desk, run: int) -> Any:
    """None while the desk does not answer."""
    try:
        return Client(desk.port).call("GET", f"/api/analyze/{run}/status/")[0]
    except (OSError, RuntimeError, ValueError):
        return None


def _until_done(desk: Desk, run: int, wanted: float) -> int:
    for status in _watch(desk, run):
        done: int = status["counts"][DONE] + status["counts"][FAILED]
        if done >= wanted or status["finished_at"]:
            return done
    raise RuntimeError


def _until_finished(desk: Desk, run: int) -> Any:
    return next(status for status in _watch(desk, run) if status["finished_at"])


def _watch(desk: Desk, run: int) -> Iterator[Any]:
    """Raises RuntimeError if the run has not finished within LIMIT."""
    until = time.monotonic() + LIMIT
    last = None
    while time.monotonic() < until:
        if status := _status(desk, run):
            last = status
            yield status
        time.sleep(0.25)
    raise RuntimeError(f"The run is stuck: {last}. A worker's log ends with:\n{desk.log('worker-0')[-2000:]}")


def _rows(desk: Desk, run: int) -> Iterator[Any]:
    client, page = Client(desk.port), "1"
    while page:
        answer, _ = client.call("GET", f"/api/analyze/{run}/tickets/?page_size=200&page={page}")
        yield from answer["results"]
        page = answer["next"]


def _complete(desk: Desk, run: int, tickets: int) -> bool:
    """Every ticket has one result, which is an analysis or a failure with its reason."""
    rows = list(_rows(desk, run))
    ids = Counter(row["ticket_id"] for row in rows)
    whole = len(ids) == tickets and max(ids.values()) == 1
    told = all(row["status"] == DONE or (row["status"] == FAILED and row["error"]) for row in rows)
    return promise(f"each of {tickets} tickets is in the result exactly once", whole and told)


if __name__ == "__main__":
    sys.exit(main())
