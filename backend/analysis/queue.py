"""The jobs of a run, and how they share the calls that may be under way at once."""

from collections.abc import Iterable

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.jobs import JobDeferrer

from jobs.enqueueing import enqueue

CHUNK_TASK = "analysis.analyse_chunk"
REDUCE_TASK = "analysis.reduce_run"


def slot(number: int) -> str:
    """A lock: of the jobs that hold the same one only one runs, so at most ANALYSIS_MAX_CONCURRENT ask a model."""
    return f"analysis-slot-{number % settings.ANALYSIS_MAX_CONCURRENT}"


def enqueue_chunks(run_id: int, chunks: Iterable[int]) -> None:
    """Early chunks of any run come before later ones of another: a small run does not wait for a large one."""
    enqueue(
        *(_job(CHUNK_TASK, lock=slot(run_id + chunk), priority=-chunk, run_id=run_id, chunk=chunk) for chunk in chunks)
    )


def enqueue_reduce(run_id: int) -> None:
    """Before any chunk: somebody waits for the summary, and it holds one slot only."""
    enqueue(_job(REDUCE_TASK, lock=slot(run_id), priority=1, run_id=run_id))


def _job(task: str, *, lock: str, priority: int, **arguments: int) -> JobDeferrer:
    return app.configure_task(task, allow_unknown=False, lock=lock, priority=priority, task_kwargs=arguments)
