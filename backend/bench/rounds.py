"""Rounds with and without something that might slow the desk down, in turns within one run: what it costs others."""

import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.clients import Client
from evals.metrics import percentile

MEASURING = 4  # clients

Samples = dict[str, list[float]]  # seconds by what was done


def use_tickets(port: int, seconds: float) -> Samples:
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


def compare(results: Mapping[bool, Sequence[Samples]], busy_name: str, limit: float) -> bool:
    """Prints the percentiles of the rounds without (False) and with it (True), in milliseconds.

    Percentiles are those of a round, and of the rounds the median. False if a p95 is more than `limit` times as high.
    """
    kept = True
    for what in ("create", "list"):
        alone, beside = (_median_percentiles([samples[what] for samples in results[busy]]) for busy in (False, True))
        factor = beside[1] / alone[1]
        for name, (p50, p95) in (("alone", alone), (busy_name, beside)):
            say(f"{what:<7}{name:<10} p50 {milliseconds(p50):>6}, p95 {milliseconds(p95):>6}")
        kept &= promise(f"{what}: p95 {factor:.2f} times as high, {limit} at most", factor <= limit)
    return kept


def _median_percentiles(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """p50 and p95, each the median of those of the rounds."""
    p50, p95 = (statistics.median(percentile(samples, share) for samples in rounds) for share in (0.5, 0.95))
    return p50, p95


def promise(words: str, kept: bool) -> bool:
    """Says whether it was kept, and returns that."""
    say(f"  {'kept' if kept else 'BROKEN'}: {words}")
    return kept


def say_load() -> None:
    """Other work on the machine belongs beside every figure."""
    say(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def milliseconds(seconds: float) -> str:
    """Without the unit."""
    return f"{seconds * 1000:.1f}"


def say(line: str) -> None:
    """At once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
