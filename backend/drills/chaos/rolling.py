"""`python -m drills.chaos.rolling`, or `make rolling-restart`: the web servers replaced under requests.

Exits with 1 if a request failed. Each server in turn is told to stop, drains, ends, and is started anew, again and
again until enough requests were made.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from contextlib import closing

from bench.rounds import promise, say, say_load
from devtools.folders import passing_folder
from drills.chaos import report
from drills.chaos.asking import Client
from drills.chaos.ledger import Told
from drills.chaos.people import People, at_work
from drills.chaos.product import NOTICED, Product, product
from drills.chaos.promises import unexpected, words

REPLACEMENTS = 8  # of a server, at least


def main() -> int:
    """0 if no request failed, and every change is there once."""
    parser = argparse.ArgumentParser(prog="python -m drills.chaos.rolling", description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000, help="at least so many (20000)")
    parser.add_argument("--rate", type=float, default=100, help="requests a second (100)")
    parser.add_argument("--save", action="store_true", help="write the result into docs/reliability.md")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or everything that was started would stay
    say_load()
    with passing_folder("chaos") as folder, product(folder / "postgres", {}) as desk:
        people, replaced = roll(desk, requests=options.requests, rate=options.rate, replacements=REPLACEMENTS)
        kept = check(desk, people)
    say_load()
    text = told(people, replaced, options.rate)
    say(text)
    if options.save:
        report.save(text, "rolling-restart")
    return 0 if kept else 1


def roll(desk: Product, *, requests: int, rate: float, replacements: int) -> tuple[People, int]:
    """Who asked meanwhile, and how often a server was replaced: so often and with so many requests, at least."""
    replaced = 0
    with (
        closing(Client(desk.port, desk.trust)) as client,
        at_work(client, desk.identities, rate) as people,
    ):
        while replaced < replacements or len(people.asked) < requests:
            server = desk.servers[replaced % len(desk.servers)]
            server.replace()
            time.sleep(NOTICED)
            replaced += 1
            say(f"{server.name} replaced: {len(people.asked):,} requests so far")
    return people, replaced


def check(desk: Product, people: People) -> bool:
    """Prints what was kept."""
    failed = [asked for asked in people.asked if asked.failed]
    kept = promise(f"no request failed: {words(failed) or 'none did'}", not failed)
    wrong = unexpected(people.asked)
    kept &= promise("; ".join(wrong) or "every body was an answer of the desk", not wrong)
    astray = people.ledger.faults(desk.postgres.url)
    return promise("; ".join(astray[:5]) or "every ticket and change is there exactly once", not astray) and kept


def told(people: People, replaced: int, rate: float) -> str:
    """One paragraph."""
    kinds = Counter(asked.what for asked in people.asked)
    failed = sum(asked.failed for asked in people.asked)
    tickets, changes = people.ledger.told(Told.STORED)
    slowest = sorted(asked.seconds for asked in people.asked)
    done = ", ".join(f"{number:,} x {what}" for what, number in kinds.most_common())
    return (
        f"{report.describe(f'`make rolling-restart`, {rate:.0f} requests a second')}\n\n"
        f"{len(people.asked):,} requests through Caddy while a server was replaced {replaced} times: "
        f"**{failed} failed**. {done}. "
        f"{tickets:,} tickets and {changes:,} changes stored, each there once. "
        f"p50 {slowest[len(slowest) // 2] * 1000:.0f} ms, p99 {slowest[len(slowest) * 99 // 100] * 1000:.0f} ms, "
        f"slowest {slowest[-1]:.1f} s."
    )


if __name__ == "__main__":
    sys.exit(main())
