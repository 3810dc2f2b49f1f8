"""What an analysis run costs those who work with tickets meanwhile: `python -m bench.analysis`.

gunicorn, a worker and PostgreSQL run as in the product; a local model server answers in 200 ms and fails 5 % of the
calls. Measured is what creating and listing tickets takes while a run works and while none does, in turns within one
run. Exits with 1 if p95 is more than 1.3 times as high.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.clients import Client
from bench.desk import database, desk, worker
from bench.model_server import Manners, model_server
from bench.rounds import Samples, compare, say_load, use_tickets
from bench.tickets import fill, settings_for

FACTOR = 1.3


def main() -> int:
    """0 if the promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.analysis", description=__doc__.splitlines()[0])
    parser.add_argument("--tickets", type=int, default=2000, help="tickets in the run (2000)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds with a run, and as many without (9)")
    parser.add_argument("--seconds", type=float, default=6.0, help="seconds of a round (6)")
    options = parser.parse_args()
    say_load()
    results: dict[bool, list[Samples]] = {False: [], True: []}
    with (
        model_server(Manners()) as model,
        database() as (url, data),
        desk(url, data, settings_for(model)) as port,
        worker(url, data, settings_for(model)),
    ):
        ids = fill(Client(port), options.tickets)
        for number in range(options.rounds + 1):
            for busy in (False, True) if number % 2 else (True, False):
                if busy:
                    with _run(port, ids):
                        samples = use_tickets(port, options.seconds)
                else:
                    samples = use_tickets(port, options.seconds)
                if number:  # the first round of each is for warming up
                    results[busy].append(samples)
    kept = compare(results, "beside", FACTOR)
    say_load()
    return 0 if kept else 1


@contextmanager
def _run(port: int, ids: list[int]) -> Iterator[None]:
    """A run over all of them, at work. Raises RuntimeError if it was over before the block was."""
    client = Client(port)
    run = client.call("POST", "/api/analyze/", {"ticketIds": ids}, expect=201)[0]["id"]
    before = _done(client, run)
    while _done(client, run) == before:
        time.sleep(0.1)
    yield
    client.call("POST", f"/api/analyze/{run}/cancel/")
    time.sleep(1)  # until the calls under way have ended


def _done(client: Client, run: int) -> int:
    status = client.call("GET", f"/api/analyze/{run}/status/")[0]
    if status["finished_at"]:
        raise RuntimeError(f"The run is over: {status}")
    done: int = status["counts"]["done"]
    return done


if __name__ == "__main__":
    sys.exit(main())
