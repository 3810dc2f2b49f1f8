"""Desk overview: within a minute, is it the desk, the database, the queue or the model?"""

from devtools.observability.dashboards.dashboard import Dashboard, Row, Variable
from devtools.observability.dashboards.panels import (
    Colour,
    Query,
    Step,
    Unit,
    at_least,
    at_most,
    heatmap,
    limit,
    lines,
    stat,
)
from devtools.observability.dashboards.promql import increase, quantile, quantiles, rate

_HTTP = "desk_http_request_duration_seconds"
_ROUTES = 'route=~"$route"'
_NO_TRAFFIC = "No requests in this time"

NOW = Row(
    "Is it the desk, the database, the queue or the model?",
    (
        stat(
            "Alerts",
            "The alerts that fire now. Each has a page under its name in the runbooks: the link at the top right.",
            Unit.COUNT,
            Query('max by (alertname) (ALERTS{alertstate="firing"})', "{{alertname}}"),
            empty="None fires",
            steps=(Step(None, Colour.GOOD), Step(1, Colour.BAD)),
            names=True,
        ),
        stat(
            "Desk: backends",
            "Application servers that answer Prometheus. None: the desk is down.",
            Unit.COUNT,
            Query('sum(up{job="backend"}) or vector(0)'),
            empty="Prometheus knows of none",
            steps=at_least(1),
        ),
        stat(
            "Desk: failing requests",
            "Share of all requests that end in a server error, over 5 minutes.",
            Unit.SHARE,
            Query(f'sum(rate({_HTTP}_count{{status_class="5xx"}}[5m])) / (sum(rate({_HTTP}_count[5m])) > 0)'),
            empty=_NO_TRAFFIC,
            steps=at_most(0.001, 0.01),
        ),
        stat(
            "Database",
            "1 if PostgreSQL answers its exporter.",
            Unit.COUNT,
            Query("max(pg_up)"),
            empty="Its exporter does not answer",
            link="desk-infrastructure",
            steps=at_least(1),
        ),
        stat(
            "Queue: oldest job",
            "How long the oldest job that could run has been waiting. Ten minutes: somebody is woken.",
            Unit.SECONDS,
            Query("max(desk_jobs_oldest_age_seconds)"),
            empty="No job waits",
            link="desk-queue",
            steps=at_most(60, 600),
        ),
        stat(
            "Model: suggestions by it",
            "Share of suggestions that came from the model, of those for which one was to be asked, over 5 minutes.",
            Unit.SHARE,
            Query('1 - desk:slo_bad:ratio_rate5m{slo="model"}'),
            empty="No model was asked",
            link="desk-triage",
            steps=at_least(0.97, 0.8),
        ),
    ),
)

PROMISES = Row(
    "What the desk promises: 30 days",
    (
        stat(
            "Error budget left",
            "How much of each promise's error budget of 30 days is left; below 0 it is broken. ticket_api: requests "
            "succeed within 500 ms (99.9 %). suggestion: answered within 5 s (99.9 %). model: by the model (97 %).",
            Unit.SHARE,
            Query("desk:slo_error_budget:remaining_ratio30d", "{{slo}}"),
            empty="No requests yet",
            width=12,
            height=7,
            steps=at_least(0.25, 0),
            decimals=1,
        ),
        lines(
            "How fast the budgets go",
            "Times faster than a promise can bear, over an hour. 1 spends the budget in exactly 30 days. 14.4 wakes "
            "somebody at once, 6 if it goes on for hours.",
            Unit.TIMES,
            Query("desk:slo_bad:ratio_rate1h / (1 - desk:slo_objective:ratio)", "{{slo}}"),
            empty=_NO_TRAFFIC,
            width=12,
            height=7,
            steps=limit(6, 14.4),
            limit=True,
        ),
    ),
)

TRAFFIC = Row(
    "Requests",
    (
        lines(
            "Requests",
            "Requests a second by how they ended. 4xx are the client's mistakes, 5xx ours.",
            Unit.PER_SECOND,
            Query(rate(f"{_HTTP}_count", _ROUTES, by="status_class"), "{{status_class}}"),
            empty=_NO_TRAFFIC,
            stacked=True,
        ),
        lines(
            "Errors by route",
            "Server errors a second. A route is the pattern that answered.",
            Unit.PER_SECOND,
            Query(rate(f"{_HTTP}_count", f'{_ROUTES},status_class="5xx"', by="route"), "{{route}}"),
            empty=_NO_TRAFFIC,
        ),
        lines(
            "Latency",
            "How long requests take: half of them, 95 and 99 of 100. Promise: 500 ms, but for suggestions.",
            Unit.SECONDS,
            *quantiles(_HTTP, _ROUTES, shares=(0.5, 0.95, 0.99)),
            empty=_NO_TRAFFIC,
            steps=limit(0.5),
            limit=True,
        ),
        lines(
            "Exceptions",
            "Views that failed, a second, by the type of what they raised. Each is in the log and in Sentry.",
            Unit.PER_SECOND,
            Query(f"{rate('django_http_exceptions_total_by_type_total', by='type')} > 0", "{{type}}"),
            empty="No view has failed",
            width=12,
        ),
        lines(
            "Errors of the web app",
            "Errors that no page could handle, as browsers told them within an hour. Each is in the log (web_error).",
            Unit.COUNT,
            Query(increase("desk_web_errors_total"), "errors"),
            empty="No backend answers",
            width=12,
        ),
        heatmap(
            "Latency by route",
            "The 95th percentile of each route; the darker, the slower. From 1 s on it is as dark as it gets.",
            Unit.SECONDS,
            Query(f"{quantile(0.95, _HTTP, _ROUTES, by='route')} > 0", "{{route}}"),
            empty=_NO_TRAFFIC,
            width=12,
            height=10,
            maximum=1,
        ),
        heatmap(
            "Latency",
            "How many requests took how long.",
            Unit.SECONDS,
            Query(increase(f"{_HTTP}_bucket", _ROUTES, by="le", over="$__rate_interval"), "{{le}}"),
            empty=_NO_TRAFFIC,
            width=12,
            height=10,
        ),
    ),
)

SATURATION = Row(
    "How full everything is",
    (
        lines(
            "Requests in flight",
            "Requests that are being worked on. As many as there are threads: the others wait.",
            Unit.COUNT,
            Query("sum(desk_http_requests_in_flight)", "in flight"),
            empty="No backend answers",
            width=6,
        ),
        lines(
            "Connections of the pools",
            "Connections to the database that requests hold, of those they may open.",
            Unit.SHARE,
            Query('sum(desk_db_pool_connections{state="in_use"}) / sum(desk_db_pool_limit)', "in use"),
            empty="No backend answers",
            width=6,
            maximum=1,
            steps=limit(0.9),
            limit=True,
        ),
        lines(
            "Processors and memory",
            "Of the machine, everything on it included.",
            Unit.SHARE,
            Query('1 - avg(rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))', "processors"),
            Query("1 - max(node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)", "memory"),
            empty="node-exporter does not answer",
            width=6,
            maximum=1,
        ),
        lines(
            "Free on the disks",
            "15 % is a ticket, 5 % wakes somebody: PostgreSQL stops when nothing is free.",
            Unit.SHARE,
            Query(
                "min by (mountpoint) (node_filesystem_avail_bytes / (node_filesystem_size_bytes > 0))", "{{mountpoint}}"
            ),
            empty="node-exporter does not answer",
            width=6,
            maximum=1,
            steps=limit(0.05, 0.15),
            limit=True,
        ),
    ),
)

OVERVIEW = Dashboard(
    uid="desk-overview",
    file="overview",
    title="Desk overview",
    description="Is it the desk, the database, the queue or the model? Start here.",
    rows=(NOW, PROMISES, TRAFFIC, SATURATION),
    variables=(Variable("route", "Route", f"label_values({_HTTP}_count, route)"),),
)
