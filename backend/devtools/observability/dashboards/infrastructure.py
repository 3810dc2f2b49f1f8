"""PostgreSQL and Caddy: what the desk stands on."""

from devtools.observability.dashboards.dashboard import Dashboard, Row
from devtools.observability.dashboards.panels import Query, Unit, at_least, at_most, lines, stat
from devtools.observability.dashboards.promql import increase, quantiles, rate

_NO_EXPORTER = "postgres-exporter does not answer"
_NO_CADDY = "Caddy does not answer Prometheus"
_SERVED = 'handler="encode"'  # through which every request goes once
_DESK = 'datname!~"template.*|postgres"'
_HITS = rate("pg_stat_database_blks_hit", _DESK)

NOW = Row(
    "Now",
    (
        stat(
            "PostgreSQL",
            "1 if it answers its exporter.",
            Unit.COUNT,
            Query("max(pg_up)"),
            empty=_NO_EXPORTER,
            steps=at_least(1),
        ),
        stat(
            "Connections",
            "Connections in use, of those the server accepts.",
            Unit.SHARE,
            Query("sum(pg_stat_activity_count) / max(pg_settings_max_connections)"),
            empty=_NO_EXPORTER,
            steps=at_most(0.6, 0.8),
        ),
        stat(
            "Size of the database",
            "With its indexes.",
            Unit.BYTES,
            Query(f"sum(pg_database_size_bytes{{{_DESK}}})"),
            empty=_NO_EXPORTER,
        ),
        stat(
            "Longest transaction",
            "Since when the oldest transaction is open. Long ones keep dead rows from being removed.",
            Unit.SECONDS,
            Query(f"max(pg_stat_activity_max_tx_duration{{{_DESK}}})"),
            empty=_NO_EXPORTER,
            steps=at_most(60, 600),
        ),
        stat(
            "Free on the fullest disk",
            "15 % is a ticket, 5 % wakes somebody.",
            Unit.SHARE,
            Query("min(node_filesystem_avail_bytes / (node_filesystem_size_bytes > 0))"),
            empty="node-exporter does not answer",
            steps=at_least(0.15, 0.05),
        ),
        stat(
            "Last verified backup",
            "How old the last backup is that was restored and checked.",
            Unit.SECONDS,
            Query("time() - max(desk_backup_last_verified_timestamp_seconds)"),
            empty="Backups are not set up",
            steps=at_most(90_000, 93_600),
        ),
    ),
)

POSTGRESQL = Row(
    "PostgreSQL",
    (
        lines(
            "Connections by state",
            "idle in transaction: a program holds one and does nothing.",
            Unit.COUNT,
            Query(f"sum by (state) (pg_stat_activity_count{{{_DESK}}}) > 0", "{{state}}"),
            empty=_NO_EXPORTER,
            stacked=True,
        ),
        lines(
            "Connections of our pools",
            "Held by requests, and ready for the next.",
            Unit.COUNT,
            Query("sum by (state) (desk_db_pool_connections)", "{{state}}"),
            Query("sum(desk_db_pool_limit)", "limit"),
            Query("sum(desk_db_pool_waiting)", "requests that wait"),
            empty="No backend answers",
        ),
        lines(
            "Transactions",
            "A second, committed and rolled back.",
            Unit.EVENTS,
            Query(rate("pg_stat_database_xact_commit", _DESK), "committed"),
            Query(rate("pg_stat_database_xact_rollback", _DESK), "rolled back"),
            empty=_NO_EXPORTER,
        ),
        lines(
            "Statements",
            "As Django sends them, a second.",
            Unit.EVENTS,
            Query(rate("django_db_query_duration_seconds_count"), "statements"),
            Query(rate("django_db_errors_total"), "errors"),
            empty="No backend answers",
        ),
        lines(
            "How long statements take",
            "As Django sees it, 95 and 99 of 100.",
            Unit.SECONDS,
            *quantiles("django_db_query_duration_seconds", shares=(0.95, 0.99)),
            empty="No statements in this time",
        ),
        lines(
            "Read from memory",
            "Share of blocks that were in PostgreSQL's own memory. Falls when the data outgrow it.",
            Unit.SHARE,
            Query(f"{_HITS} / ({_HITS} + {rate('pg_stat_database_blks_read', _DESK)} > 0)", "hits"),
            empty=_NO_EXPORTER,
            maximum=1,
        ),
        lines(
            "Rows",
            "Written a second. A bulk change is seen here.",
            Unit.EVENTS,
            *(Query(rate(f"pg_stat_database_tup_{verb}", _DESK), verb) for verb in ("inserted", "updated", "deleted")),
            empty=_NO_EXPORTER,
        ),
        lines(
            "Locks",
            "By kind. AccessExclusiveLock stops everybody else.",
            Unit.COUNT,
            Query(f"sum by (mode) (pg_locks_count{{{_DESK}}}) > 0", "{{mode}}"),
            empty="No locks are held",
            stacked=True,
        ),
        lines(
            "Dead locks",
            "Within an hour. Two transactions waited for each other, and one was ended.",
            Unit.COUNT,
            Query(increase("pg_stat_database_deadlocks", _DESK), "dead locks"),
            empty=_NO_EXPORTER,
        ),
    ),
)

CADDY = Row(
    "Caddy",
    (
        lines(
            "Answers by code",
            "What people get, a second. 502 and 503 without errors of the desk: it was out of reach.",
            Unit.PER_SECOND,
            Query(rate("caddy_http_request_duration_seconds_count", _SERVED, by="code"), "{{code}}"),
            empty=_NO_CADDY,
            stacked=True,
        ),
        lines(
            "How long people wait",
            "For the whole answer, half of them and 95 of 100, by its code.",
            Unit.SECONDS,
            *quantiles("caddy_http_request_duration_seconds", _SERVED, shares=(0.5, 0.95), by="code"),
            empty=_NO_CADDY,
        ),
        lines(
            "Sent",
            "Bytes a second.",
            Unit.BYTES_PER_SECOND,
            Query(rate("caddy_http_response_size_bytes_sum", _SERVED, by="code"), "{{code}}"),
            empty=_NO_CADDY,
        ),
        lines(
            "Memory of the processes",
            "Resident, of what exports it.",
            Unit.BYTES,
            Query("sum by (job) (process_resident_memory_bytes)", "{{job}}"),
            empty="Nobody tells",
            width=12,
        ),
        lines(
            "What Prometheus reaches",
            "Targets that answer, by job.",
            Unit.COUNT,
            Query("sum by (job) (up)", "{{job}}"),
            empty="Nothing is measured",
            width=12,
        ),
    ),
)

INFRASTRUCTURE = Dashboard(
    uid="desk-infrastructure",
    file="infrastructure",
    title="PostgreSQL and Caddy",
    description="What the desk stands on: the database, the reverse proxy, the machine.",
    rows=(NOW, POSTGRESQL, CADDY),
)
