"""What measuring costs, and whether the numbers add up: `python -m bench.metrics`.

Two desks of one process each stand beside one another on one database, one with METRICS=true and one with
METRICS=false; clients ask first one and then the other, in turns within one run. Told are requests a second, and the
processor time of a request, which depends less on what else the machine does; both are medians of the rounds. Exits
with 1 if either costs more than 5 %.

Then 10,000 requests to four processes, two of which are killed on the way, must be counted exactly.
"""

import argparse
import os
import signal
import statistics
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from prometheus_client.parser import text_string_to_metric_families

from bench.clients import TEXTS, Client
from bench.desk import database, desk
from bench.rounds import promise, say, say_load

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
    parser.add_argument("--rounds", type=int, default=40, help="rounds of each (40)")
    parser.add_argument("--seconds", type=float, default=1.0, help="seconds of a round (1)")
    options = parser.parse_args()
    say_load()
    with database() as (url, data):
        kept = measure_cost(url, data, options.rounds, options.seconds)
        kept &= count_exactly(url, data)
    say_load()
    return 0 if kept else 1


def measure_cost(url: str, data: Path, rounds: int, seconds: float) -> bool:
    """With and without metrics, in turns; the first round of each is not counted."""
    one = {"WEB_WORKERS": "1", "LLM_PROVIDER": "off"}
    results: dict[bool, list[Round]] = {False: [], True: []}
    (data / "with").mkdir()
    (data / "without").mkdir()
    with desk(url, data / "with", one) as on, desk(url, data / "without", one | {"METRICS": "false"}) as off:
        Client(on).call(
            "POST", "/api/tickets/", [{"title": "Help", "description": TEXTS[n % 4]} for n in range(200)], expect=201
        )
        for number in range(rounds + 1):
            for measured in (False, True) if number % 2 else (True, False):
                found = _round(on if measured else off, seconds)
                if number:
                    results[measured].append(found)
    off_rate, on_rate = (statistics.median(found.rate for found in results[measured]) for measured in (False, True))
    off_cpu, on_cpu = (statistics.median(found.cpu for found in results[measured]) for measured in (False, True))
    say(f"without metrics: {off_rate:6.1f} requests/s, {off_cpu * 1000:.3f} ms of processor time each")
    say(f"with metrics:    {on_rate:6.1f} requests/s, {on_cpu * 1000:.3f} ms of processor time each")
    kept = promise(
        f"throughput {1 - on_rate / off_rate:.1%} lower, {LIMIT:.0%} at most", on_rate >= off_rate * (1 - LIMIT)
    )
    dearer = on_cpu / off_cpu - 1
    return promise(f"processor time {dearer:.1%} higher, {LIMIT:.0%} at most", dearer <= LIMIT) and kept


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
