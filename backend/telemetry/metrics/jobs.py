"""Jobs as a worker runs them. What waits in the queue is read from the database: see telemetry.metrics.database."""

from collections.abc import Iterable

from prometheus_client import Counter, Histogram

OUTCOMES = ("succeeded", "retried", "failed", "aborted")

DURATION = Histogram(
    "desk_job_duration_seconds",
    "Time a job took, by how it ended.",
    ["task", "outcome"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600),
)
STALLED = Counter("desk_jobs_stalled_total", "Jobs whose worker died, given back to the queue.")


def touch(tasks: Iterable[str]) -> None:
    """Makes the series at zero."""
    for task in tasks:
        for outcome in OUTCOMES:
            DURATION.labels(task, outcome)
