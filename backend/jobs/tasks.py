"""What keeps the queue itself in order. Asynchronous: on the worker's own connections, in no thread."""

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from jobs import recovery
from jobs.queues import MAINTENANCE


@app.periodic(cron=f"* * * * * */{settings.WORKER_RECOVERY_SECONDS}")
@app.task(name="jobs.recover_stalled", queue=MAINTENANCE, queueing_lock="jobs.recover_stalled", pass_context=True)
async def recover_stalled(context: JobContext, timestamp: int) -> int:
    """Finds the jobs of workers that died."""
    return await recovery.recover_stalled(
        context.app, stalled_after=settings.WORKER_STALLED_SECONDS, mine=context.job.worker_id
    )


@app.periodic(cron="7 * * * *")
@app.task(name="jobs.delete_finished", queue=MAINTENANCE, queueing_lock="jobs.delete_finished", pass_context=True)
async def delete_finished(context: JobContext, timestamp: int) -> None:
    """Deletes jobs that have ended: those of maintenance, thousands an hour, after an hour, failed ones after weeks."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=1, queue=MAINTENANCE)
    await manager.delete_old_jobs(nb_hours=settings.JOB_RETENTION_HOURS, include_cancelled=True, include_aborted=True)
    await manager.delete_old_jobs(nb_hours=settings.FAILED_JOB_RETENTION_DAYS * 24, include_failed=True)
