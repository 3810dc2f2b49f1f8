"""One worker process: starts, does its jobs, and ends when it is told to, in time."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from procrastinate import App
from procrastinate.app import WorkerOptions
from procrastinate.periodic import PeriodicDeferrer, TaskAtTime
from procrastinate.worker import Worker

from jobs.connector import DeskConnector
from jobs.keeper import keep
from jobs.running import running

logger = structlog.get_logger("desk.jobs")

# Seconds between two looks for jobs that no notification tells of: those whose lock has become free, or whose time has
# come.
POLLING = 1.0
# Seconds for jobs that have been told to abort to say so.
ABORTING = 3.0


@dataclass(frozen=True, slots=True)
class Options:
    """`concurrency` jobs at a time; `grace` seconds for them at a stop; `heartbeat` and `stalled_after` seconds."""

    concurrency: int
    grace: float
    heartbeat: float
    stalled_after: float
    alive: Path | None = None


async def run(app: App, options: Options) -> None:
    """Works until SIGTERM or SIGINT. Raises what ended the worker, if that was not an order.

    After an order running jobs have `grace` seconds to finish, then those that ask are told to abort, and then the
    process ends whatever they do: their jobs are found stalled, and run again.
    """
    loop = asyncio.get_running_loop()
    # Tasks run in threads of this pool: its own size would be what this machine has cores, and 4.
    loop.set_default_executor(ThreadPoolExecutor(options.concurrency + 2, thread_name_prefix="job"))
    stop = asyncio.Event()
    for order in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(order, stop.set)
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    with app.replace_connector(DeskConnector()):
        async with app.open_async():
            worker = _worker(app, options)
            tasks = [
                asyncio.create_task(worker.run(), name="worker"),  # type: ignore[no-untyped-call]
                asyncio.create_task(keep(app, worker, interval=options.heartbeat, alive=options.alive), name="keeper"),
                asyncio.create_task(stop.wait(), name="order"),
            ]
            logger.info("worker_started", concurrency=options.concurrency)
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            worker.stop()  # type: ignore[no-untyped-call]
            logger.info("worker_stopping", job_ids=sorted(running()))
            done, _ = await asyncio.wait(tasks[:1], timeout=options.grace + ABORTING)
            if not done:
                await _end_at_once(app, worker)
            for task in tasks[1:]:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end
    if not stop.is_set():
        raise RuntimeError("The worker ended by itself: its last lines say why.")
    logger.info("worker_stopped")


class Deferrer(PeriodicDeferrer):
    """Procrastinate's, for clocks that are set back: it remembers each task's last round by what the clock said then.

    After a clock that was an hour ahead no round would be due for an hour.
    """

    def get_previous_tasks(self, at: float) -> Iterable[TaskAtTime]:
        """The rounds that are due, by the clock of now."""
        self.last_defers = {key: last for key, last in self.last_defers.items() if last <= at}
        return super().get_previous_tasks(at)


class DeskWorker(Worker):
    """Procrastinate's, with our deferrer."""

    async def _periodic_deferrer(self) -> None:
        registry, defaults = self.app.periodic_registry, self.app.periodic_defaults
        await Deferrer(registry=registry, **defaults).worker()


def _worker(app: App, options: Options) -> Worker:
    settings: WorkerOptions = {
        **app.worker_defaults,
        "concurrency": options.concurrency,
        "shutdown_graceful_timeout": options.grace,
        "update_heartbeat_interval": options.heartbeat,
        "stalled_worker_timeout": options.stalled_after,
        "fetch_job_polling_interval": POLLING,
        "install_signal_handlers": False,
    }
    return DeskWorker(app, **settings)


async def _end_at_once(app: App, worker: Worker) -> None:
    """Ends the process in the middle of its jobs; without their worker they count as stalled at once."""
    logger.warning("worker_ended_with_jobs", job_ids=sorted(running()))
    if worker.worker_id is not None:
        with suppress(TimeoutError):  # the database is away: the missing heartbeat will tell
            await asyncio.wait_for(app.job_manager.unregister_worker(worker.worker_id), timeout=1)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
