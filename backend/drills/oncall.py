"""What on-call sees when something breaks: `python -m drills.oncall`, or `make drill-oncall`. 20 minutes.

The product on this machine, with people at work on it, before a Prometheus and an Alertmanager. Their configuration is
the committed one; for what is stated over an hour its durations are made 20 times shorter. Then, one after the other:

1. the model's server accepts calls and answers none (durations 20 times shorter);
2. PostgreSQL is restarted, and no alert may fire; it is stopped for two minutes (as committed);
3. the worker is killed, and nobody starts it again (as committed).

Each has to show on the expected panel, fire the expected alert within its window, reach the pager, and clear. Grafana
is not run: its panels are asked of Prometheus by their own PromQL. Exits with 1 if a promise is broken.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.model_server import Manners, change_manners, model_server
from bench.rounds import promise, say, say_load
from bench.tickets import settings_for
from devtools.folders import passing_folder
from devtools.observability.measuring import measuring
from devtools.observability.product import Product, product
from devtools.observability.programs import Programs, provide_programs
from devtools.observability.webhook import webhook
from drills.signs import OnCall, Sign, appear, disappear
from drills.traffic import Traffic, traffic

FACTOR = 20
CALM = 60  # seconds of ordinary use before anything breaks
AWAY = 120  # seconds without PostgreSQL
LOOKS = 45  # seconds: a scrape and an evaluation, as committed

WORKING, HANGING = Manners(failing=0, silent=0), Manners(failing=0, silent=1)


@dataclass(frozen=True)
class Scene:
    """The desk, the people at work on it, the model's server, and what else is needed to watch them."""

    desk: Product
    people: Traffic
    model: str
    programs: Programs
    folder: Path


def main() -> int:
    """0 if every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m drills.oncall", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=[drill.__name__ for drill in DRILLS], help="one of the drills alone")
    options = parser.parse_args()
    say_load()
    kept = True
    with _scene() as scene:
        for drill in DRILLS:
            if options.only in (None, drill.__name__):
                kept &= drill(scene)
    say_load()
    return 0 if kept else 1


def model_hangs(scene: Scene) -> bool:
    """The deadline ends each call after 4 s, then the breaker opens."""
    with _on_call(scene, FACTOR) as watch:
        return _model_hangs(scene, watch)


def _model_hangs(scene: Scene, watch: OnCall) -> bool:
    minute = 60 / FACTOR
    signs = [
        watch.panel(
            "Triage and LLM: Why the model gave none",
            lambda values: any(labels["reason"] in {"timeout", "breaker_open"} and n > 0 for labels, n in values),
            within=30,
            clears_within=90,
        ),
        watch.panel(
            "Triage and LLM: Breakers", lambda values: any(n == 1 for _, n in values), within=60, clears_within=90
        ),
        watch.panel(
            "Desk overview: Model: suggestions by it",
            lambda values: any(n < 0.97 for _, n in values),
            within=30,
            clears_within=90,
        ),
        # 43 % of an hour's suggestions, and 2 minutes; after that its short window has to pass
        watch.alert("DeskModelBudgetBurn", within=(0.45 * 60 + 2) * minute + 30, clears_within=5 * minute + 90),
        watch.message("DeskModelBudgetBurn", within=(0.45 * 60 + 3) * minute + 30),
        watch.alert("DeskModelBreakerOpen", within=10 * minute + 60, clears_within=90),
    ]
    return _follow(
        scene,
        watch,
        f"the model hangs (durations {FACTOR} times shorter)",
        signs,
        lambda: change_manners(scene.model, HANGING),
        lambda: change_manners(scene.model, WORKING),
    )


def database_restarts(scene: Scene) -> bool:
    """Too short for an alert."""
    with _on_call(scene, 1) as watch:
        say("--- PostgreSQL is restarted (durations as committed)")
        scene.desk.postgres.restart()
        time.sleep(60 + LOOKS)
        say(f"people: {scene.people.noticed()}")
        told = ", ".join(sorted(watch.told_of(0)))
        return promise(f"no alert within the window of DeskDatabaseDown: {told or 'none'}", not told)


def database_away(scene: Scene) -> bool:
    """Nothing works meanwhile; one alert says so."""
    with _on_call(scene, 1) as watch:
        return _database_away(scene, watch)


def _database_away(scene: Scene, watch: OnCall) -> bool:
    until = 0.0

    def stop() -> None:
        nonlocal until
        scene.desk.postgres.stop()
        until = time.monotonic() + AWAY

    def start() -> None:
        time.sleep(max(0.0, until - time.monotonic()))
        scene.desk.postgres.start()

    signs = [
        watch.panel("Desk overview: Database", lambda v: any(n == 0 for _, n in v), within=30, clears_within=45),
        watch.panel(
            "Desk overview: Desk: failing requests",
            lambda values: any(n > 0.001 for _, n in values),  # from where on it is coloured
            within=75,
            clears_within=5 * 60 + LOOKS,
        ),
        watch.panel(
            "PostgreSQL and Caddy: PostgreSQL", lambda v: any(n == 0 for _, n in v), within=30, clears_within=45
        ),
        watch.alert("DeskDatabaseDown", within=60 + 2 * LOOKS, clears_within=LOOKS + 15),
        watch.message("DeskDatabaseDown", within=60 + 2 * LOOKS + 15),
    ]
    return _follow(scene, watch, f"PostgreSQL is away for {AWAY} s (durations as committed)", signs, stop, start)


def worker_dies(scene: Scene) -> bool:
    """People notice nothing."""
    with _on_call(scene, 1) as watch:
        return _worker_dies(scene, watch)


def _worker_dies(scene: Scene, watch: OnCall) -> bool:
    signs = [
        watch.panel("Queue and analysis: Workers", lambda v: v[0][1] == 0, within=30, clears_within=45),
        watch.panel("Desk overview: Queue: oldest job", lambda values: not values, within=30, clears_within=45),
        watch.alert("DeskWorkerAbsent", within=5 * 60 + 2 * LOOKS, clears_within=LOOKS + 15),
        watch.message("DeskWorkerAbsent", within=5 * 60 + 2 * LOOKS + 15),
    ]
    title = "the worker is killed (durations as committed)"
    return _follow(scene, watch, title, signs, scene.desk.worker.kill, scene.desk.worker.start)


DRILLS = (model_hangs, database_restarts, database_away, worker_dies)


def _follow(
    scene: Scene, watch: OnCall, title: str, signs: list[Sign], break_it: Callable[[], None], repair: Callable[[], None]
) -> bool:
    """Breaks, waits for every sign, repairs, waits until every sign has gone, and prints when that was."""
    say(f"--- {title}")
    scene.people.noticed()
    before = len(watch.pager.alerts)
    broken = time.strftime("%H:%M:%S")
    break_it()
    appear(signs)
    told = sorted(watch.told_of(before))
    repair()
    felt, repaired = scene.people.noticed(), time.strftime("%H:%M:%S")
    disappear(signs)
    say(f"broken at {broken}, repaired at {repaired}")
    say("| sign | seen after | gone after the repair |\n|---|---|---|")
    for sign in signs:
        went = "" if sign.clears_within is None else _seconds(sign.gone_after, sign.clears_within)
        say(f"| {sign.what} | {_seconds(sign.after, sign.within)} | {went} |")
    say(f"people meanwhile: {felt}")
    say(f"after the repair: {scene.people.noticed()}")
    say(f"the pager was told of {', '.join(told)}; afterwards of {', '.join(watch.told_of(before) - set(told)) or '-'}")
    return promise("everything showed, fired and cleared in time", all(sign.kept for sign in signs))


def _seconds(seen: float | None, limit: float) -> str:
    return f"{'never' if seen is None else f'{seen:.0f} s'} (limit {limit:.0f} s)"


@contextmanager
def _scene() -> Iterator[Scene]:
    programs = provide_programs()
    with (
        passing_folder("drill") as folder,
        model_server(WORKING) as model,
        product(programs, folder, settings_for(model)) as desk,
        traffic(desk.url) as people,
    ):
        yield Scene(desk, people, model, programs, folder)


@contextmanager
def _on_call(scene: Scene, factor: int) -> Iterator[OnCall]:
    """Watches from a minute of ordinary use on, with durations that many times shorter."""
    with tempfile.TemporaryDirectory(dir=scene.folder) as folder, webhook() as pager:
        targets = scene.desk.targets
        with measuring(scene.programs, Path(folder), targets, pager.url, factor=factor) as prometheus:
            prometheus.wait_for_targets(len(targets) + 2)
            scene.people.noticed()
            time.sleep(CALM)
            say(f"{CALM} s of ordinary use: {scene.people.noticed()}")
            yield OnCall(prometheus, pager, "60s" if factor == 1 else "8s")


if __name__ == "__main__":
    sys.exit(main())
