"""What surrounds every job: one log line with its outcome, and the id of the request that it follows from."""

import time
from typing import Any

import structlog
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from jobs.enqueueing import REQUEST_ID

logger = structlog.get_logger("desk.jobs")


async def log_job(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Logs `job` with task, queue, job_id, attempt, duration_ms and outcome; binds request_id and job_id meanwhile."""
    job = context.job
    request_id = job.task_kwargs.pop(REQUEST_ID, None)  # ours, not the task's
    bound = {"job_id": job.id} | ({REQUEST_ID: request_id} if request_id else {})
    started = time.perf_counter()
    outcome: dict[str, Any] = {"outcome": "succeeded"}
    with structlog.contextvars.bound_contextvars(**bound):
        try:
            return await call_next()
        except BaseException as error:
            outcome = {"outcome": _outcome(error, context), "error": type(error).__name__}
            raise
        finally:
            log = logger.info if outcome["outcome"] == "succeeded" else logger.warning
            duration = round((time.perf_counter() - started) * 1000)
            log("job", task=job.task_name, queue=job.queue, attempt=job.attempts + 1, duration_ms=duration, **outcome)


def _outcome(error: BaseException, context: JobContext) -> str:
    task = context.app.tasks.get(context.job.task_name)
    if task and task.get_retry_exception(exception=error, job=context.job):
        return "retried"
    return "aborted" if isinstance(error, JobAborted) else "failed"
