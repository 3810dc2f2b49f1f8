"""The programs' own checks of their configuration, and the unit tests of the rules."""
# ruff: noqa: S603 -- every program that is run here is named here

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.console import Problem
from devtools.observability.measuring import START_SCRIPT
from devtools.observability.programs import Programs
from devtools.observability.rules import PROMETHEUS, RULES, TESTS
from devtools.paths import CADDYFILE

# What a deployer may set: nothing, webhooks, mail.
RECEIVERS: tuple[dict[str, str], ...] = (
    {},
    {"ALERT_PAGE_WEBHOOK_URL": "https://pager.example/hook?key=1"},
    {"ALERT_PAGE_WEBHOOK_URL": "https://pager.example/1", "ALERT_TICKET_WEBHOOK_URL": "https://chat.example/2"},
    {
        "ALERT_EMAIL_TO": "on-call@desk.example",
        "ALERT_EMAIL_FROM": "desk@desk.example",
        "ALERT_SMTP_HOST": "mail.desk.example:587",
        "ALERT_SMTP_USER": "desk",
        "ALERT_SMTP_PASSWORD": "a: #b",
    },
)


def check_configuration(programs: Programs) -> None:
    """Raises Problem with a program's own words for the first thing that it refuses."""
    _run([programs.promtool, "check", "config", PROMETHEUS / "prometheus.yml"])
    _run([programs.promtool, "check", "rules", *sorted(RULES.glob("*.yml"))])
    _run([programs.promtool, "test", "rules", *sorted(TESTS.glob("*.yml"))])
    with tempfile.TemporaryDirectory(prefix="triage-desk-alerts-") as folder:
        rendered = Path(folder) / "alertmanager.yml"
        for given in RECEIVERS:
            _run([START_SCRIPT, "--render", rendered], {"PATH": os.environ["PATH"], **given})
            _run([programs.amtool, "check-config", rendered])
    caddy = Path(sys.executable).parent / "caddy"
    _run([caddy, "validate", "--adapter", "caddyfile", "--config", CADDYFILE])


def _run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"{Path(command[0]).name} {command[1]} {command[2]} failed:\n{done.stdout}{done.stderr}")
