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
import os
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.clients import Client, classifying
from bench.desk import database, desk
from bench.silence import silent_server
from evals.metrics import percentile

DEADLINE = 4.0  # seconds, the default of LLM_DEADLINE_SECONDS
SLACK, OPEN_LIMIT, FACTOR = 0.3, 0.05, 1.5
NEVER = "1000000"
MEASURING = 4  # clients

Samples = dict[str, list[float]]  # seconds by what was done


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.triage", description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=32, help="clients that ask for suggestions (32)")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds from an answer to the next question (1)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds with them, and as many without (9)")
    parser.add_argument("--seconds", type=float, default=6.0, help="seconds of a round (6)")
    options = parser.parse_args()
    _say_load()
    with silent_server() as model, database() as (url, data):
        settings = {
            "LLM_PROVIDER": "openai-compatible",
            "LLM_MODEL": "silent",
            "LLM_BASE_URL": f"http://127.0.0.1:{model}",
        }
        kept = measure_breaker(url, data, settings)
        with desk(url, data, settings | {"LLM_BREAKER_FAILURES": NEVER}) as port:
            kept &= measure_tickets(port, options.clients, options.pause, options.rounds, options.seconds)
    _say_load()
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
    _say(f"classify until the breaker opens: {', '.join(_ms(seconds) for seconds in waited)} ({len(waited)} calls)")
    _say(f"classify with the breaker open:   {_figures(refused)} ({len(refused)} calls)")
    kept = _promise(f"each within {DEADLINE + SLACK:.1f} s", max(waited) <= DEADLINE + SLACK)
    return _promise("p95 within 50 ms once it is open", percentile(refused, 0.95) <= OPEN_LIMIT) and kept


def measure_tickets(port: int, clients: int, pause: float, rounds: int, seconds: float) -> bool:
    """With and without the clients, in turns; the first round of each is not counted."""
    results: dict[bool, list[Samples]] = {False: [], True: []}
    for number in range(rounds + 1):
        for busy in (False, True) if number % 2 else (True, False):
            if busy:
                with classifying(port, clients, pause):
                    time.sleep(2.0)  # until they have all started
                    samples = _use_tickets(port, seconds)
                time.sleep(DEADLINE + SLACK)  # until what hangs has ended
            else:
                samples = _use_tickets(port, seconds)
            if number:
                results[busy].append(samples)
    kept = True
    for what in ("create", "list"):
        alone, beside = (_median_percentiles([samples[what] for samples in results[busy]]) for busy in (False, True))
        factor = beside[1] / alone[1]
        for name, (p50, p95) in (("alone", alone), (f"beside {clients}", beside)):
            _say(f"{what:<7}{name:<10} p50 {_ms(p50):>6}, p95 {_ms(p95):>6}")
        kept &= _promise(f"{what}: p95 {factor:.2f} times as high, {FACTOR} at most", factor <= FACTOR)
    return kept


def _use_tickets(port: int, seconds: float) -> Samples:
    """A few clients create and list in turns, with a breath between, so that they measure and are no load."""
    samples: Samples = {"create": [], "list": []}
    until = time.monotonic() + seconds

    def one() -> None:
        client = Client(port)
        while time.monotonic() < until:
            samples["create"].append(client.create())
            time.sleep(0.05)
            samples["list"].append(client.list())
            time.sleep(0.05)

    with ThreadPoolExecutor(MEASURING) as pool:
        for ended in [pool.submit(one) for _ in range(MEASURING)]:
            ended.result()
    return samples


def _median_percentiles(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """p50 and p95, each the median of those of the rounds."""
    p50, p95 = (statistics.median(percentile(samples, share) for samples in rounds) for share in (0.5, 0.95))
    return p50, p95


def _figures(samples: Sequence[float]) -> str:
    p50, p95 = percentile(samples, 0.5), percentile(samples, 0.95)
    return f"p50 {_ms(p50)}, p95 {_ms(p95)}, most {_ms(max(samples))}"


def _promise(words: str, kept: bool) -> bool:
    _say(f"  {'kept' if kept else 'BROKEN'}: {words}")
    return kept


def _say_load() -> None:
    _say(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
