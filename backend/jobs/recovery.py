"""Jobs that are `doing`, although nobody does them: back into the queue, or failed if it happens too often.

A worker that is killed leaves its jobs so; procrastinate keeps its heartbeat, and leaves the rest to us.
"""

from collections.abc import Collection

import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from jobs.errors import keep_error
from jobs.retries import MAX_ATTEMPTS
from telemetry.metrics import jobs as metrics

logger = structlog.get_logger("desk.jobs")

DIED = "the worker that ran this job died or was cut off"
FORGOTTEN = "the connection was lost before the end of this job could be written down"


async def recover_stalled(app: App, *, stalled_after: float, mine: int | None) -> int:
    """Recovers the jobs of workers without a sign of life for `stalled_after` seconds; returns how many.

    Those of the worker `mine` are left alone: it is alive, it asks. After a sleep of the machine its sign of life may
    be older than this question.
    """
    found = [
        job
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after)
        if mine is None or job.worker_id != mine
    ]
    for job in found:
        await recover(app, job, reason=DIED)
    return len(found)


async def find_forgotten(app: App, *, worker_id: int, running: Collection[int]) -> dict[int, Job]:
    """By id the jobs that are `doing` in the name of a worker that is alive and not working on them."""
    jobs = await app.job_manager.list_jobs_async(status=Status.DOING.value, worker_id=worker_id)
    return {job.id: job for job in jobs if job.id is not None and job.id not in running}


async def recover(app: App, job: Job, *, reason: str) -> None:
    """Puts the job back into the queue; after MAX_ATTEMPTS starts it has failed."""
    assert job.id is not None
    attempt = job.attempts + 1
    outcome = "failed" if attempt >= MAX_ATTEMPTS else "retried"
    await keep_error(app, job_id=job.id, attempt=attempt, error=reason)
    try:
        if outcome == "failed":
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
    except UniqueViolation:  # another one with its queueing_lock waits already, and does the same
        outcome = "aborted"
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
    except ConnectorException:  # somebody else was quicker, the job itself perhaps
        return
    metrics.STALLED.inc()
    about = {"job_id": job.id, "task": job.task_name, "queue": job.queue, "attempt": attempt}
    logger.warning("job_recovered", **about, outcome=outcome, reason=reason)
