"""The queue: jobs in PostgreSQL, run by `manage.py worker`, on procrastinate.

How an app declares its work, in its own `tasks.py` (found by procrastinate's Django integration):

    from procrastinate.contrib.django import app
    from jobs.queues import ANALYSIS
    from jobs.retries import RETRY

    @app.task(name="analysis.analyse_chunk", queue=ANALYSIS, retry=RETRY)
    def analyse_chunk(*, run_id: int, chunk: int) -> None: ...

and enqueues it inside the transaction whose change it follows, in as many jobs as it takes with one INSERT:

    with transaction.atomic():
        run = ...
        enqueue(*(analyse_chunk.configure(lock=f"analysis-slot-{k % n}", task_kwargs={"run_id": run.pk, "chunk": k})
                  for k in chunks))

Always through `jobs.enqueueing.enqueue`, never by `task.defer()`: inside a worker that one uses a connection of the
worker's own, so the job would be there even if the transaction is rolled back. `enqueue` also hands on the id of the
request that is being served; `request_id` is therefore no name for a task's own argument.

- Arguments are ids and short words, JSON, by keyword: no text of a ticket.
- A job runs at least once: after a kill or a lost connection it runs again. A task must find out what is done already.
- `lock=`: of the jobs with the same lock at most one runs at a time over all workers, in the order of their ids. One
  that waits for its retry holds up those behind it.
- `queueing_lock=`: of the jobs with the same one at most one waits; enqueueing another raises AlreadyEnqueued.
- `retry=RETRY` is what most want; without it the first error is the last. A job that has run out of attempts stays as
  failed, with its error: `manage.py jobs failed`, `manage.py jobs retry ID`.
- A task that runs for long takes the job's context (`pass_context=True`), asks `context.should_abort()` between two
  steps, and raises procrastinate.exceptions.JobAborted: a worker that must stop waits only so long.
- Periodic: `@app.periodic(cron="*/5 * * * *")` above `@app.task`, with a queueing_lock; the task takes `timestamp`.
  Seconds are the sixth field of the cron line, not the first.
"""
