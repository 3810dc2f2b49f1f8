"""Putting jobs into the queue inside the caller's transaction."""

import structlog
from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

# The argument by which the id of a request travels with the jobs that follow from it (jobs.middleware takes it out).
REQUEST_ID = "request_id"

# On Django's connection also where the app's own manager is on the worker's: a job appears when, and only if, the
# transaction commits.
_manager = JobManager(DjangoConnector())


def enqueue(*deferred: JobDeferrer) -> list[int]:
    """Enqueues jobs, each made by `task.configure(...)`, with one INSERT; returns their ids in the same order.

    Raises procrastinate.exceptions.AlreadyEnqueued if one with the same queueing_lock waits; the transaction goes on.
    """
    jobs = [one.job for one in deferred]
    if request_id := structlog.contextvars.get_contextvars().get(REQUEST_ID):
        jobs = [job.evolve(task_kwargs={**job.task_kwargs, REQUEST_ID: request_id}) for job in jobs]
    if not jobs:
        return []
    with transaction.atomic():
        return [job.id for job in _manager.batch_defer_jobs(jobs=jobs) if job.id is not None]
