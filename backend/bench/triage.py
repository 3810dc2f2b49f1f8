"""What a model that hangs costs requesters and everybody else: `python -m bench.triage`.

A local server accepts every connection and never answers; gunicorn and PostgreSQL run as in the product, with the
product's defaults. Measured are

- what classify takes until the breaker opens, and then;
- what creating and listing tickets takes, with 32 clients asking for suggestions and without them, in turns within one
  run. The breaker is kept from opening, so that there are always calls that hang. Each client asks again 1 s after its
  answer, as somebody who goes on typing would (--pause).

Figures are in milliseconds; percentiles are those of a round, and of the rounds the median. Exits with 1 if a promise
is broken: the deadline and 300 ms at most, 50 ms once the breaker is open, p95 at most 1.5 times as high.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.clients import Client, classifying
from bench.desk import database, desk
from bench.rounds import Samples, compare, milliseconds, promise, say, say_load, use_tickets
from bench.silence import silent_server
from evals.metrics import percentile

DEADLINE = 4.0  # seconds, the default of LLM_DEADLINE_SECONDS
SLACK, OPEN_LIMIT, FACTOR = 0.3, 0.05, 1.5
NEVER = "1000000"


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.triage", description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=32, help="clients that ask for suggestions (32)")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds from an answer to the next question (1)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds with them, and as many without (9)")
    parser.add_argument("--seconds", type=float, default=6.0, help="seconds of a round (6)")
    options = parser.parse_args()
    say_load()
    with silent_server() as model, database() as (url, data):
        settings = {
            "LLM_PROVIDER": "openai-compatible",
            "LLM_MODEL": "silent",
            "LLM_BASE_URL": f"http://127.0.0.1:{model}",
        }
        kept = measure_breaker(url, data, settings)
        with desk(url, data, settings | {"LLM_BREAKER_FAILURES": NEVER}) as port:
            kept &= measure_tickets(port, options.clients, options.pause, options.rounds, options.seconds)
    say_load()
    return 0 if kept else 1


def measure_breaker(url: str, data: Path, settings: dict[str, str]) -> bool:
    """One requester after the other, from the first call of a fresh desk on."""
    waited: list[float] = []
    refused: list[float] = []
    with desk(url, data, settings) as port:
        client = Client(port)
        while len(refused) < 200:
            body, seconds = client.classify()
            (refused if "reached" in body["warning"] else waited).append(seconds)
    each = ", ".join(milliseconds(seconds) for seconds in waited)
    say(f"classify until the breaker opens: {each} ({len(waited)} calls)")
    say(f"classify with the breaker open:   {_figures(refused)} ({len(refused)} calls)")
    kept = promise(f"each within {DEADLINE + SLACK:.1f} s", max(waited) <= DEADLINE + SLACK)
    return promise("p95 within 50 ms once it is open", percentile(refused, 0.95) <= OPEN_LIMIT) and kept


def measure_tickets(port: int, clients: int, pause: float, rounds: int, seconds: float) -> bool:
    """With and without the clients, in turns; the first round of each is not counted."""
    results: dict[bool, list[Samples]] = {False: [], True: []}
    for number in range(rounds + 1):
        for busy in (False, True) if number % 2 else (True, False):
            if busy:
                with classifying(port, clients, pause):
                    time.sleep(2.0)  # until they have all started
                    samples = use_tickets(port, seconds)
                time.sleep(DEADLINE + SLACK)  # until what hangs has ended
            else:
                samples = use_tickets(port, seconds)
            if number:
                results[busy].append(samples)
    return compare(results, f"beside {clients}", FACTOR)


def _figures(samples: Sequence[float]) -> str:
    p50, p95 = percentile(samples, 0.5), percentile(samples, 0.95)
    return f"p50 {milliseconds(p50)}, p95 {milliseconds(p95)}, most {milliseconds(max(samples))}"


if __name__ == "__main__":
    sys.exit(main())
