"""Periodic tasks and a clock that is set: what is due is due by the clock of now."""

import asyncio

import pytest
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer, PeriodicTask
from procrastinate.worker import Worker

from jobs.worker import Deferrer, Options, _worker

MINUTELY = ("analysis.reconcile_runs", "")
NOON = 1_800_014_400  # seconds; a full hour
HOUR = 3600


@pytest.fixture
def deferrer() -> Deferrer:
    """Of the desk's own periodic tasks."""
    return Deferrer(registry=app.periodic_registry)


def due(deferrer: Deferrer, at: float) -> dict[tuple[str, str], list[int]]:
    """The rounds of the tasks at that moment."""
    found: dict[tuple[str, str], list[int]] = {}
    for task, timestamp in deferrer.get_previous_tasks(at):
        found.setdefault(_key(task), []).append(timestamp)
    return found


def _key(task: PeriodicTask) -> tuple[str, str]:
    return task.task.name, task.periodic_id


def test_each_round_is_due_once(deferrer: Deferrer) -> None:
    assert due(deferrer, NOON + 1)[MINUTELY] == [NOON]
    assert MINUTELY not in due(deferrer, NOON + 2)
    assert due(deferrer, NOON + 121)[MINUTELY] == [NOON + 60, NOON + 120]


def test_after_a_clock_was_set_back_the_rounds_of_now_are_due(deferrer: Deferrer) -> None:
    due(deferrer, NOON + HOUR + 1)
    assert due(deferrer, NOON + 61)[MINUTELY] == [NOON + 60]
    assert due(deferrer, NOON + 121)[MINUTELY] == [NOON + 120]


def test_a_worker_has_that_deferrer(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[PeriodicDeferrer] = []

    async def note(self: PeriodicDeferrer) -> None:
        made.append(self)

    monkeypatch.setattr(PeriodicDeferrer, "worker", note)
    worker: Worker = _worker(app, Options(concurrency=1, grace=1, heartbeat=1, stalled_after=30))
    asyncio.run(worker._periodic_deferrer())
    assert [type(one) for one in made] == [Deferrer]
