"""What surrounds every job: a log line with its outcome, its error kept, the id of the request it follows from."""

import time
from typing import Any

import structlog
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason, JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from jobs import running
from jobs.enqueueing import REQUEST_ID
from jobs.errors import describe, keep_error, where
from telemetry import sentry
from telemetry.metrics import jobs as metrics

# The argument of periodic tasks: for when this round was due.
PERIOD = "timestamp"

logger = structlog.get_logger("desk.jobs")


async def watch_job(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Logs `job` with task, queue, job_id, attempt, duration_ms, outcome and `done`, the number that a task returns.

    Binds request_id and job_id for what the job itself logs.
    """
    job = context.job
    assert job.id is not None
    request_id = job.task_kwargs.pop(REQUEST_ID, None)  # ours, not the task's
    bound = {"job_id": job.id} | ({REQUEST_ID: request_id} if request_id else {})
    about = {"task": job.task_name, "queue": job.queue, "attempt": job.attempts + 1}
    running.started(job.id)
    began = time.perf_counter()
    with structlog.contextvars.bound_contextvars(**bound):
        try:
            result = await call_next()
        except BaseException as error:
            told = describe(error)
            outcome = _outcome(error, context)
            frames = {} if isinstance(error, JobAborted) else {"traceback": where(error)}
            metrics.DURATION.labels(job.task_name, outcome).observe(time.perf_counter() - began)
            log = logger.error if outcome == "failed" else logger.warning
            log("job", **about, duration_ms=_since(began), outcome=outcome, error=told, **frames)
            if outcome == "failed":
                sentry.report(error)
            await keep_error(context.app, job_id=job.id, attempt=job.attempts + 1, error=told)
            raise
        else:
            metrics.DURATION.labels(job.task_name, "succeeded").observe(time.perf_counter() - began)
            # A round of a periodic task that found nothing to do is not worth a line every few seconds.
            log = logger.info if result or PERIOD not in job.task_kwargs else logger.debug
            found = {"done": result} if isinstance(result, int) else {}
            log("job", **about, duration_ms=_since(began), outcome="succeeded", **found)
            return result
        finally:
            running.ended(job.id)


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)


def _outcome(error: BaseException, context: JobContext) -> str:
    """ "retried", "aborted" or "failed": as procrastinate.worker is about to decide."""
    task = context.app.tasks.get(context.job.task_name)
    asked_to = isinstance(error, JobAborted) and context.abort_reason() is not AbortReason.SHUTDOWN
    if task and not asked_to and task.get_retry_exception(exception=error, job=context.job):
        return "retried"
    return "aborted" if isinstance(error, JobAborted) else "failed"
