"""Queue and analysis: are jobs run, in time, and do they succeed?"""

from devtools.observability.dashboards.dashboard import Dashboard, Row
from devtools.observability.dashboards.panels import Query, Unit, at_least, at_most, limit, lines, stat
from devtools.observability.dashboards.promql import quantile, rate

_NO_WORKER = "No worker tells"
_NO_JOBS = "No jobs were run in this time"

NOW = Row(
    "Now",
    (
        stat(
            "Workers",
            "Workers with a fresh sign of life.",
            Unit.COUNT,
            Query("max(desk_workers) or vector(0)"),
            empty="None",
            steps=at_least(1),
        ),
        stat(
            "Last sign of life",
            "Of any worker, this long ago.",
            Unit.SECONDS,
            Query("max(desk_worker_heartbeat_age_seconds)"),
            empty=_NO_WORKER,
            steps=at_most(30, 120),
        ),
        stat(
            "Jobs waiting",
            "Jobs that nobody has taken yet.",
            Unit.COUNT,
            Query('sum(max by (queue) (desk_jobs{status="todo"}))'),
            empty=_NO_WORKER,
        ),
        stat(
            "Oldest job",
            "How long the oldest job that could run has been waiting. Ten minutes wake somebody.",
            Unit.SECONDS,
            Query("max(desk_jobs_oldest_age_seconds)"),
            empty="No job waits",
            steps=at_most(60, 600),
        ),
        stat(
            "Failed in an hour",
            "Jobs that failed for good within the last hour.",
            Unit.COUNT,
            Query('sum(increase(desk_job_duration_seconds_count{outcome="failed"}[1h]))'),
            empty="No jobs were run",
            steps=at_most(1, 3),
            decimals=0,
        ),
        stat(
            "Runs under way",
            "Analysis runs that have begun and not ended.",
            Unit.COUNT,
            Query('sum(max by (status) (desk_analysis_runs{status!~"completed|failed|cancelled"}))'),
            empty=_NO_WORKER,
        ),
    ),
)

QUEUE = Row(
    "Queue",
    (
        lines(
            "Jobs",
            "By queue and state. Jobs that are done stay for a day, failed ones for a month.",
            Unit.COUNT,
            Query("max by (queue, status) (desk_jobs)", "{{queue}} {{status}}"),
            empty=_NO_WORKER,
        ),
        lines(
            "Age of the oldest job",
            "Of those that could run. The line: somebody is woken.",
            Unit.SECONDS,
            Query("max by (queue) (desk_jobs_oldest_age_seconds)", "{{queue}}"),
            empty="No job waits",
            steps=limit(600),
            limit=True,
        ),
        lines(
            "Jobs done",
            "Jobs a second by task.",
            Unit.PER_SECOND,
            Query(rate("desk_job_duration_seconds_count", by="task"), "{{task}}"),
            empty=_NO_JOBS,
            stacked=True,
        ),
        lines(
            "How long jobs take",
            "95 of 100, by task.",
            Unit.SECONDS,
            Query(quantile(0.95, "desk_job_duration_seconds", by="task"), "{{task}}"),
            empty=_NO_JOBS,
        ),
        lines(
            "Failed jobs",
            "Failures within an hour, by task. Three within half an hour are an alert.",
            Unit.COUNT,
            Query('sum by (task) (increase(desk_job_duration_seconds_count{outcome="failed"}[1h])) > 0', "{{task}}"),
            empty="None failed",
        ),
        lines(
            "Jobs taken back",
            "Jobs whose worker died, given back to the queue, within an hour.",
            Unit.COUNT,
            Query("sum(increase(desk_jobs_stalled_total[1h]))", "taken back"),
            empty=_NO_WORKER,
        ),
    ),
)

ANALYSIS = Row(
    "Analysis",
    (
        lines(
            "Runs",
            "Analysis runs by state.",
            Unit.COUNT,
            Query("max by (status) (desk_analysis_runs)", "{{status}}"),
            empty="There are no runs",
        ),
        lines(
            "Tickets analysed",
            "Tickets a second, by where their analysis came from and how it ended.",
            Unit.PER_SECOND,
            Query(rate("desk_analysis_run_tickets_total", by="source, status"), "{{source}} {{status}}"),
            empty="No run was under way",
            stacked=True,
        ),
        lines(
            "Counters that wait",
            "Changes of the counters that are not folded yet. 20,000 are a ticket.",
            Unit.COUNT,
            Query("max(desk_counters_unfolded_rows)", "rows"),
            empty=_NO_WORKER,
            steps=limit(20_000),
            limit=True,
        ),
    ),
)

QUEUE_AND_ANALYSIS = Dashboard(
    uid="desk-queue",
    file="queue",
    title="Queue and analysis",
    description="Are jobs run, in time, and do they succeed?",
    rows=(NOW, QUEUE, ANALYSIS),
)
