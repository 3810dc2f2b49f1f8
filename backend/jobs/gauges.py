"""What the metrics tell of the queue and of who works on it."""

from django.conf import settings

from jobs.queues import ANALYSIS, MAINTENANCE
from telemetry.metrics.database import Described, GaugeSource

STATUSES = ("todo", "doing", "succeeded", "failed", "cancelled", "aborted")

_SQL = """
SELECT 'desk_jobs', ARRAY[queue, state], count(job.id)::float8
FROM unnest(%(queues)s::text[]) AS queue CROSS JOIN unnest(%(job_statuses)s::text[]) AS state
LEFT JOIN procrastinate_jobs AS job ON job.queue_name = queue AND job.status = state::procrastinate_job_status
GROUP BY queue, state
UNION ALL
SELECT 'desk_jobs_oldest_age_seconds', ARRAY[queue],
       coalesce(extract(epoch FROM now() - min(coalesce(job.scheduled_at, enqueued.at))), 0)::float8
FROM unnest(%(queues)s::text[]) AS queue
LEFT JOIN procrastinate_jobs AS job
    ON job.queue_name = queue AND job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now()
LEFT JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events
                   WHERE job_id = job.id AND type IN ('deferred', 'deferred_for_retry', 'retried')) AS enqueued ON true
GROUP BY queue
UNION ALL
SELECT 'desk_workers', '{}', count(*)::float8
FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(stalled_after)s)
UNION ALL
SELECT 'desk_worker_heartbeat_age_seconds', '{}', extract(epoch FROM now() - max(last_heartbeat))::float8
FROM procrastinate_workers HAVING count(*) > 0
"""


def source() -> GaugeSource:
    """One of DATABASE_GAUGES."""
    return GaugeSource(
        gauges={
            "desk_jobs": Described("Jobs; those that are done for as long as they are kept.", ("queue", "status")),
            "desk_jobs_oldest_age_seconds": Described(
                "How long ago the job was due that has waited longest; 0 if none waits.", ("queue",)
            ),
            "desk_workers": Described("Worker processes with a fresh sign of life."),
            "desk_worker_heartbeat_age_seconds": Described(
                "Time since the latest sign of life of any worker; absent if there is none."
            ),
        },
        sql=_SQL,
        params={
            "queues": [ANALYSIS, MAINTENANCE],
            "job_statuses": list(STATUSES),
            "stalled_after": float(settings.WORKER_STALLED_SECONDS),
        },
    )
