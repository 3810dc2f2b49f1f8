"""`python -m drills.chaos`, or `make chaos`: 8 minutes. Exits with 1 if a promise is not kept."""

import argparse
import signal
import sys
import time
from contextlib import ExitStack, closing
from dataclasses import replace

from bench.model_server import model_server
from bench.rounds import promise, say, say_load
from bench.tickets import settings_for
from devtools.console import Problem
from drills.chaos import analysis, report
from drills.chaos.asking import Client
from drills.chaos.disk import small_disk
from drills.chaos.faults import FAULTS, WORKING, Fault, Scene
from drills.chaos.ledger import Told
from drills.chaos.people import People, at_work
from drills.chaos.product import Product, product
from drills.chaos.promises import Verdict, judge, nothing, unexpected, words


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m drills.chaos", description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, default=40, help="requests a second (40)")
    parser.add_argument("--calm", type=float, default=5, help="seconds of ordinary use between two faults (5)")
    parser.add_argument("--only", default="", help="the faults with this in their name")
    parser.add_argument("--save", action="store_true", help="write the table into docs/reliability.md")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or everything that was started would stay
    faults = [fault for fault in FAULTS if options.only in fault.name]
    say_load()
    with (
        ExitStack() as stack,
        model_server(WORKING) as model,
        small_disk() as disk,
        product(disk.path / "postgres", settings_for(model)) as desk,
    ):
        client = stack.enter_context(closing(Client(desk.port, desk.trust)))
        with at_work(client, desk.identities, options.rate) as people:
            scene = Scene(desk, disk, model, people, client)
            time.sleep(options.calm)
            verdicts, outside = [], []
            for fault in faults:
                calm = time.monotonic()
                time.sleep(options.calm)
                outside += people.since(calm)
                verdicts.append(_happen(fault, scene))
        kept = _afterwards(desk, people, verdicts)
        kept &= promise("nothing fails between the faults", not nothing([a for a in outside if a.failed], 0))
        for run in scene.analyses:
            kept &= analysis.check(client, desk.identities[0], run)
    say_load()
    table = report.table(verdicts, people, options.rate)
    say(table)
    if options.save:
        report.save(table)
    return 0 if kept else 1


def _happen(fault: Fault, scene: Scene) -> Verdict:
    say(f"--- {fault.name} (announced: {fault.window:.0f} s)")
    began, stuck = time.monotonic(), ""
    broken: float | None = None
    try:
        broken = fault.happen(scene)
    except (RuntimeError, Problem) as problem:
        stuck = str(problem)
    repaired = time.monotonic()
    time.sleep(max(3.0, began + fault.window - repaired))
    asked = scene.people.since(began)
    verdict = judge(fault.name, fault.allowed, fault.window, asked, broken or began, repaired)
    verdict = replace(verdict, faults=(*verdict.faults, stuck)) if stuck else verdict
    say(f"{verdict.requests} requests, failed: {verdict.failed}; slowest {verdict.slowest:.1f} s")
    promise("; ".join(verdict.faults) or "what was promised", not verdict.faults)
    return verdict


def _afterwards(desk: Product, people: People, verdicts: list[Verdict]) -> bool:
    """Nothing that was answered is lost, or there twice."""
    say("--- afterwards")
    for outcome in Told:
        tickets, changes = people.ledger.told(outcome)
        say(f"told to be {outcome.value}: {tickets} tickets, {changes} changes")
    astray = people.ledger.faults(desk.postgres.url)
    for line in astray[:20]:
        say(f"  {line}")
    kept = promise("every ticket and change is there as it was told", not astray)
    try:
        said = desk.manage("counters", "verify").strip()
    except Problem as problem:
        said = str(problem)
    kept &= promise(said, said.startswith("All counters agree"))
    wrong = unexpected(people.asked)
    kept &= promise("; ".join(wrong) or "every body was an answer of the desk", not wrong)
    kept &= promise(
        f"every request got an answer: {words([a for a in people.asked if a.code == 'TimeoutError'])}".rstrip(": "),
        not any(asked.code == "TimeoutError" for asked in people.asked),
    )
    return kept and not any(verdict.faults for verdict in verdicts)


if __name__ == "__main__":
    sys.exit(main())
