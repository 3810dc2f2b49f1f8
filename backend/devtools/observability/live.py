"""The rules, dashboards and runbooks against a real Prometheus that watches the real product; an alert, end to end."""

import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from devtools.console import Problem, say
from devtools.folders import passing_folder
from devtools.observability import load
from devtools.observability.compressing import FACTOR
from devtools.observability.dashboard_checks import read_dashboards
from devtools.observability.evaluating import Evaluator, Result, problems, read_reasons
from devtools.observability.expressions import every_expression
from devtools.observability.measuring import Prometheus, measuring
from devtools.observability.product import Worker, product
from devtools.observability.programs import Programs
from devtools.observability.rules import Rule
from devtools.observability.webhook import Webhook, webhook

# What fires when the model fails and when the worker dies, and the seconds in which it must arrive and clear again.
MODEL_FAILS = "DeskModelBudgetBurn"
WORKER_DIES = "DeskWorkerAbsent"
FIRES_WITHIN = 60.0
CLEARS_WITHIN = 90.0

# Seconds within which Prometheus has seen what just happened. The worker keeps what the database knows for ten, and
# what has just fired is read only when it lies before the last moment of the range (evaluating.STEP).
SEEN_WITHIN = 60.0
LOOK_SECONDS = 1.0
NO_PAGE_YET = {'ALERTS{alertstate="firing",severity="page"}': "nobody has been woken so far"}


def check_live(programs: Programs, rules: Collection[Rule]) -> None:
    """Raises Problem if an expression is empty without a reason, or if an alert does not arrive or does not clear."""
    say("starting the product, Prometheus and Alertmanager")
    with (
        passing_folder("observability") as folder,
        product(programs, folder) as desk,
        webhook() as pager,
        measuring(programs, folder, desk.targets, pager.url) as prometheus,
    ):
        prometheus.wait_for_targets(len(desk.targets) + 2)
        started = time.time()
        client = load.Client(desk.url)
        say("a short load")
        load.ordinary(client)
        _until_calm(prometheus, pager, MODEL_FAILS)
        _follow_a_ticket(client, pager)
        load.failures(client)
        load.refused_model(client)
        # What the worker alone tells is seen before it dies.
        _asked_until_seen(prometheus, rules, started, read_reasons() | NO_PAGE_YET)
        _until_calm(prometheus, pager, WORKER_DIES)
        _follow_a_page(desk.worker, pager)
        _evaluate(prometheus, rules, started)


def _follow_a_ticket(client: load.Client, pager: Webhook) -> None:
    say(f"the model fails. In what follows every duration is {FACTOR} times shorter than in the real rules")
    before = len(pager.alerts)
    with _meanwhile(lambda: load.failing_model(client)):
        _arrives(pager, MODEL_FAILS, since=before)
    began, before = time.monotonic(), len(pager.alerts)
    with _meanwhile(lambda: load.working_model(client)):
        resolved = pager.wait_for(MODEL_FAILS, "resolved", since=before, seconds=CLEARS_WITHIN)
    if resolved is None:
        raise Problem(f"{MODEL_FAILS} did not clear within {CLEARS_WITHIN:.0f} s of a model that works again.")
    say(f"the model works again: {MODEL_FAILS} cleared after {time.monotonic() - began:.0f} s")


def _follow_a_page(worker: Worker, pager: Webhook) -> None:
    say("the worker is killed")
    before = len(pager.alerts)
    worker.kill()
    _arrives(pager, WORKER_DIES, since=before)


def _until_calm(prometheus: Prometheus, pager: Webhook, name: str) -> None:
    """Until the alert is over that a stall of this machine may have set off: it would not arrive a second time."""
    until = time.monotonic() + CLEARS_WITHIN
    while name in prometheus.firing() | pager.unresolved():
        if time.monotonic() > until:
            raise Problem(f"{name} fires, and nothing that it is about has happened.")
        time.sleep(LOOK_SECONDS)


def _arrives(pager: Webhook, name: str, *, since: int) -> None:
    began = time.monotonic()
    if (alert := pager.wait_for(name, "firing", since=since, seconds=FIRES_WITHIN)) is None:
        raise Problem(f"{name} did not reach the webhook within {FIRES_WITHIN:.0f} s.")
    say(f"{name} ({alert['labels']['severity']}) arrived after {time.monotonic() - began:.0f} s:")
    for line in (alert["annotations"]["description"], alert["annotations"]["runbook_url"]):
        sys.stdout.write(f"    {line}\n")


@contextmanager
def _meanwhile(action: Callable[[], None]) -> Iterator[None]:
    """Repeats `action` until the end of the block."""
    enough = threading.Event()

    def repeat() -> None:
        while not enough.wait(0.2):
            action()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def _evaluate(prometheus: Prometheus, rules: Collection[Rule], started: float) -> None:
    say("every expression of every rule, dashboard and runbook")
    reasons = read_reasons()
    results, found = _asked_until_seen(prometheus, rules, started, reasons)
    for result in results:
        sys.stdout.write(f"    {result.expression.where}: {result}{_because(result, reasons)}\n")
    if found:
        raise Problem("\n  ".join(["some expressions return nothing:", *found]))
    say(f"{len(results)} expressions, {sum(bool(result.series) for result in results)} with data")


def _asked_until_seen(
    prometheus: Prometheus, rules: Collection[Rule], started: float, reasons: Mapping[str, str]
) -> tuple[list[Result], list[str]]:
    """What every expression returned, and what is wrong with that: asked until nothing is, or for SEEN_WITHIN."""
    asked = every_expression(rules, read_dashboards())
    until = time.monotonic() + SEEN_WITHIN
    while True:
        evaluator = Evaluator(prometheus, started, time.time())
        results = [evaluator.evaluate(expression) for expression in asked]
        found = list(problems(results, reasons))
        if not found or time.monotonic() > until:
            return results, found
        time.sleep(LOOK_SECONDS)


def _because(result: Result, reasons: dict[str, str]) -> str:
    why = [reasons[key] for key in (result.expression.promql, *result.missing) if key in reasons]
    return f" ({'; '.join(dict.fromkeys(why))})" if why else ""
