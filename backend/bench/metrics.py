"""What measuring costs, and whether the numbers add up: `python -m bench.metrics`. Four minutes on a quiet machine.

1. In one process each, without a network: what METRICS=true adds to the processor time of a request.
2. Three desks of one process stand beside one another on one database: one with METRICS=true, two alike with
   METRICS=false. Clients ask them in turns. What the two alike differ by is the noise of this run; the cost is told
   against both of them, with the bounds within which it lies with 95 % certainty.
3. 10,000 requests to four processes, two of which are killed on the way, must be counted exactly.

Exits with 1 if measuring costs more than 5 % of the throughput, if that cannot be told for noise, or if a request is
not counted.
"""

import argparse
import os
import signal
import statistics
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from prometheus_client.parser import text_string_to_metric_families

from bench.clients import TEXTS, Client
from bench.desk import database, desk
from bench.inprocess import added_microseconds
from bench.paired import less
from bench.rounds import promise, say, say_load
from devtools.environment import desk_environment

WITH, WITHOUT, ALIKE = "with metrics", "without", "without, too"
CLIENTS = 3
LIMIT = 0.05
PATHS = ("/api/tickets/", "/api/session/", "/api/tickets/stats/", "/api/tickets/?status=open&page_size=10")
REQUESTS, PROCESSES, KILLED = 10_000, 4, 2
COUNTED = "desk_http_request_duration_seconds_count"


@dataclass(frozen=True)
class Round:
    """Requests a second, and seconds of the desk's processor time for each."""

    rate: float
    cpu: float


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.metrics", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50, help="rounds of each (50)")
    parser.add_argument("--seconds", type=float, default=1.0, help="seconds of a round (1)")
    options = parser.parse_args()
    say_load()
    with database() as (url, data):
        _fill(url, data)
        kept = measure_inside(url, data)
        kept &= measure_cost(url, data, options.rounds, options.seconds)
        kept &= count_exactly(url, data)
    say_load()
    return 0 if kept else 1


def _fill(url: str, data: Path) -> None:
    with desk(url, data, {"WEB_WORKERS": "1", "LLM_PROVIDER": "off"}) as port:
        tickets = [{"title": "Help", "description": TEXTS[number % 4]} for number in range(200)]
        Client(port).call("POST", "/api/tickets/", tickets, expect=201)


def measure_inside(url: str, data: Path) -> bool:
    """What is added to a request's processor time inside a process."""
    without, added = added_microseconds(desk_environment(url, data), PATHS)
    words = f"inside a process {added:.0f} of {without + added:.0f} µs of a request ({added / without:.1%} more)"
    return promise(f"{words}, {LIMIT:.0%} at most", added <= LIMIT * without)


def measure_cost(url: str, data: Path, rounds: int, seconds: float) -> bool:
    """With and without metrics, in turns; the first round of each is not counted."""
    settings = {"WEB_WORKERS": "1", "LLM_PROVIDER": "off"}
    results: dict[str, list[Round]] = {WITHOUT: [], ALIKE: [], WITH: []}
    with ExitStack() as stack:
        ports = {}
        for name in results:
            (data / name).mkdir()
            given = settings | {"METRICS": "true" if name == WITH else "false"}
            ports[name] = stack.enter_context(desk(url, data / name, given))
        names = list(results)
        for number in range(rounds + 1):
            for name in names[number % 3 :] + names[: number % 3]:
                found = _round(ports[name], seconds)
                if number:
                    results[name].append(found)
    for name, of_desk in results.items():
        rate, cpu = statistics.median(one.rate for one in of_desk), statistics.median(one.cpu for one in of_desk)
        say(f"{name:<18}{rate:6.1f} requests/s, {cpu * 1000:.3f} ms of processor time each")
    rates = {name: [one.rate for one in of_desk] for name, of_desk in results.items()}
    neither = [statistics.mean(pair) for pair in zip(rates[WITHOUT], rates[ALIKE], strict=True)]
    noise, cost = less(rates[ALIKE], rates[WITHOUT]), less(rates[WITH], neither)
    say(f"noise: one of the two alike has {noise} less throughput than the other")
    verdict = "" if cost.high <= LIMIT or cost.low > LIMIT else "; too noisy to tell, try on a quieter machine"
    return promise(f"throughput with metrics is {cost} lower, {LIMIT:.0%} at most{verdict}", cost.high <= LIMIT)


def _round(port: int, seconds: float) -> Round:
    before, started = _processor_time(port), time.perf_counter()
    until = started + seconds

    def one(offset: int) -> int:
        client, asked = Client(port), 0
        while time.perf_counter() < until:
            client.call("GET", PATHS[(asked + offset) % len(PATHS)])
            asked += 1
        return asked

    with ThreadPoolExecutor(CLIENTS) as pool:
        asked = sum(pool.map(one, range(CLIENTS)))
    took = time.perf_counter() - started
    return Round(asked / took, (_processor_time(port) - before) / asked)


def _workers(port: int) -> list[psutil.Process]:
    """The processes that answer there: their parent listens too."""
    listening = {found.pid for found in psutil.net_connections("tcp") if found.laddr.port == port and found.pid}
    holder = psutil.Process(min(listening - {os.getpid()}))
    master = holder if holder.children() else holder.parent()
    return list(master.children())


def _processor_time(port: int) -> float:
    """Seconds that the desk's workers have used."""
    times = [child.cpu_times() for child in _workers(port)]
    return float(sum(used.user + used.system for used in times))


def count_exactly(url: str, data: Path) -> bool:
    """Whether as many are counted as were answered, by processes of which some died in between."""
    with desk(url, data, {"WEB_WORKERS": str(PROCESSES), "LLM_PROVIDER": "off"}) as port:
        _ask(port, REQUESTS // 2)
        killed = sorted(child.pid for child in _workers(port))[:KILLED]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        while len([child for child in _workers(port) if child.pid not in killed]) < PROCESSES:
            time.sleep(0.1)
        _ask(port, REQUESTS // 2)
        counted = _counted(port)
    words = f"{REQUESTS} requests to {PROCESSES} processes, {KILLED} of them killed and replaced: {counted} counted"
    return promise(words, counted == REQUESTS)


def _ask(port: int, requests: int) -> None:
    def one(number: int) -> None:
        for _ in range(number):
            Client(port).call("GET", "/api/session/")

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(one, [requests // CLIENTS + (number < requests % CLIENTS) for number in range(CLIENTS)]))


def _counted(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as response:
        families = list(text_string_to_metric_families(response.read().decode()))
    return int(
        sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == COUNTED and sample.labels["route"] == "/api/session/"
        )
    )


if __name__ == "__main__":
    sys.exit(main())
