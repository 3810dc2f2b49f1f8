"""What the worker does for analysis runs."""

import time

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from analysis.mapping import Stopped, chunk_analyse
from analysis.queue import CHUNK_TASK, REDUCE_TASK
from analysis.reconciling import runs_reconcile
from analysis.reduce.pipeline import run_reduce
from jobs.queues import ANALYSIS, MAINTENANCE
from jobs.retries import RETRY

STEP = 0.5  # seconds between two looks at whether the worker must stop


@app.task(name=CHUNK_TASK, queue=ANALYSIS, retry=RETRY, pass_context=True)
def analyse_chunk(context: JobContext, *, run_id: int, chunk: int) -> None:
    """Analyses a share of a run's tickets."""
    try:
        chunk_analyse(run_id=run_id, chunk=chunk, stopping=context.should_abort)
    except Stopped as stopped:
        raise JobAborted from stopped


@app.task(name=REDUCE_TASK, queue=ANALYSIS, retry=RETRY, pass_context=True)
def reduce_run(context: JobContext, *, run_id: int) -> None:
    """Finds themes over a run's notes, and writes its summary."""

    def wait(seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if context.should_abort():
                raise JobAborted
            time.sleep(min(STEP, seconds))

    run_reduce(run_id, wait=wait)


@app.periodic(cron="* * * * *")
@app.task(name="analysis.reconcile_runs", queue=MAINTENANCE, queueing_lock="analysis.reconcile_runs")
def reconcile_runs(timestamp: int) -> None:
    """No run waits for a job that is lost: an error needs no retry, the next round is a minute away."""
    runs_reconcile()
