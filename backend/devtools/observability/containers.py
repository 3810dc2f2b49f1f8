"""What on-call sees, in the containers: is everything reached, and is nothing reached that should not be?"""

import json
import time
import urllib.error
import urllib.request
from typing import Any

from devtools.compose import ComposeStack
from devtools.console import Problem, say
from devtools.observability.dashboard_checks import read_dashboards
from devtools.observability.expressions import every_expression, selectors
from devtools.observability.rules import read_rules

JOBS = {"backend", "worker", "caddy", "postgres", "node", "prometheus", "alertmanager"}

# What is not exported by us begins so.
OTHERS = ("pg_", "node_", "caddy_", "process_")

# Seconds within which Prometheus finds everything by name and has asked it once.
LIMIT = 90


def check_observability(stack: ComposeStack) -> None:
    """Raises Problem with the first thing that is not as it must be."""
    say(f"Prometheus reaches {_wait_for_targets(stack)} targets: {', '.join(sorted(JOBS))}")
    groups = _ask(stack, "rules")["groups"]
    if wrong := [rule["name"] for group in groups for rule in group["rules"] if rule["health"] == "err"]:
        raise Problem(f"Prometheus cannot evaluate {', '.join(wrong)}.")
    if not _ask(stack, "alertmanagers")["activeAlertmanagers"]:
        raise Problem("Prometheus has no Alertmanager.")
    _check_names(stack)
    for path, status in (("/grafana/", 200), ("/runbooks/DeskDatabaseDown.md", 200), ("/metrics", 404)):
        if (answered := _status(f"{stack.url}{path}")) != status:
            raise Problem(f"{path} answered {answered} through Caddy, not {status}.")
    say(
        f"{sum(len(group['rules']) for group in groups)} rules are evaluated; Grafana and the runbooks are behind Caddy"
    )


def _check_names(stack: ComposeStack) -> None:
    """The exporters here are not the versions of `make check-observability`: do they call everything the same?"""
    asked = {
        series.partition("{")[0]
        for expression in every_expression(list(read_rules()), read_dashboards())
        for series in selectors(expression.promql)
    }
    wanted = {name for name in asked if name.startswith(OTHERS)}
    until = time.monotonic() + LIMIT
    while missing := wanted - set(_ask(stack, "label/__name__/values")):
        if time.monotonic() > until:
            raise Problem(f"a rule or a dashboard asks for what nobody exports: {', '.join(sorted(missing))}.")
        time.sleep(2)


def _wait_for_targets(stack: ComposeStack) -> int:
    until = time.monotonic() + LIMIT
    while True:
        targets = _ask(stack, "targets?state=active")["activeTargets"]
        down = [f"{t['labels']['job']} ({t['lastError']})" for t in targets if t["health"] != "up"]
        missing = JOBS - {target["labels"]["job"] for target in targets}
        if not down and not missing:
            return len(targets)
        if time.monotonic() > until:
            raise Problem(f"Prometheus does not reach {', '.join([*down, *sorted(missing)])}.")
        time.sleep(2)


def _ask(stack: ComposeStack, path: str) -> Any:
    answer = stack.execute("prometheus", "wget", "-q", "-O", "-", f"http://127.0.0.1:9090/api/v1/{path}")
    return json.loads(answer)["data"]


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 -- our own http address
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
