"""What a worker does for itself beside its jobs: it says that it lives, and takes back jobs it has lost sight of."""

import asyncio
from pathlib import Path

from procrastinate import App
from procrastinate.worker import Worker

from jobs.recovery import FORGOTTEN, find_forgotten, recover
from jobs.running import running

# A job may be between its end and having that written down; after so many seconds it is not.
_FORGOTTEN_AFTER = 30.0


_BEAT = "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = %(id)s RETURNING id"


class GivenUp(Exception):
    """Another worker took this one for dead, and its jobs are being done elsewhere: it must begin anew."""


async def keep(app: App, worker: Worker, *, interval: float, alive: Path | None) -> None:
    """Every `interval` seconds until cancelled: heartbeat, `alive` touched after it (jobs.alive), forgotten jobs.

    Procrastinate's own heartbeat ends when the worker is told to stop; its jobs go on for a while, and would be taken
    for those of a dead worker. Raises GivenUp if they were, as after a sleep of the machine.
    """
    loop = asyncio.get_running_loop()
    since: dict[int, float] = {}
    while True:
        await asyncio.sleep(interval)
        if worker.worker_id is None:
            continue
        if not await app.connector.execute_query_all_async(_BEAT, id=worker.worker_id):
            raise GivenUp("another worker took this one for dead: it ends, to be started anew")
        if alive:
            alive.touch()
        found = await find_forgotten(app, worker_id=worker.worker_id, running=running())
        now = loop.time()
        since = {job_id: since.get(job_id, now) for job_id in found}
        for job_id in [job_id for job_id, first in since.items() if now - first >= _FORGOTTEN_AFTER]:
            await recover(app, found[job_id], reason=FORGOTTEN)
