"""Prometheus and Alertmanager with the committed configuration, in front of a product on this machine."""
# ruff: noqa: S603 -- every program that is run here is named here

import json
import os
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from devtools.console import Problem
from devtools.observability.compressing import FACTOR, compress
from devtools.observability.processes import running
from devtools.observability.programs import Programs
from devtools.observability.rules import PROMETHEUS, RULES
from devtools.paths import OBSERVABILITY
from devtools.ports import free_port

START_SCRIPT = OBSERVABILITY / "alertmanager" / "start.sh"
TARGETS_LIMIT = 60  # seconds
DESK_URL = "http://desk.example"
SCRAPE_INTERVAL = "2s"  # of which the shortest compressed window, five seconds, holds two or three


@dataclass(frozen=True)
class Prometheus:
    """A running server that is asked over HTTP."""

    url: str

    def ask(self, path: str, **parameters: str) -> Any:
        """The `data` of an answer. Raises urllib.error.HTTPError for an expression that it refuses."""
        query = urllib.parse.urlencode(parameters)
        with urllib.request.urlopen(f"{self.url}/api/v1/{path}?{query}", timeout=30) as response:  # noqa: S310
            return json.load(response)["data"]

    def firing(self) -> set[str]:
        """The names of the alerts that fire now."""
        return {alert["labels"]["alertname"] for alert in self.ask("alerts")["alerts"] if alert["state"] == "firing"}

    def wait_for_targets(self, count: int) -> None:
        """Until so many answer. Raises Problem with those that do not within a minute."""
        until = time.monotonic() + TARGETS_LIMIT
        while time.monotonic() < until:
            targets = self.ask("targets", state="active")["activeTargets"]
            down = [
                f"{target['labels']['job']}: {target['lastError']}" for target in targets if target["health"] != "up"
            ]
            if len(targets) == count and not down:
                return
            time.sleep(0.5)
        raise Problem(f"Prometheus does not reach everything: {'; '.join(down)}")


@contextmanager
def measuring(
    programs: Programs, folder: Path, targets: Mapping[str, str], webhook: str, *, factor: int = FACTOR
) -> Iterator[Prometheus]:
    """Both under way until the end of the block; every alert is posted to `webhook`.

    Their durations are `factor` times shorter than committed; with 1 everything is as committed, scrapes included.
    """
    prometheus, alertmanager = (f"127.0.0.1:{free_port()}" for _ in range(2))
    everything = {**targets, "prometheus": prometheus, "alertmanager": alertmanager}
    environment = dict(os.environ)
    with (
        running(
            "alertmanager",
            [
                *programs.alertmanager(),
                f"--config.file={_alertmanager(folder, webhook, factor)}",
                f"--storage.path={folder / 'alertmanager'}",
                f"--web.listen-address={alertmanager}",
                "--cluster.listen-address=",
            ],
            logs=folder,
            ready=f"http://{alertmanager}/-/ready",
            environment=environment,
            folder=folder,
        ),
        running(
            "prometheus",
            [
                programs.prometheus,
                f"--config.file={_prometheus(folder, everything, factor)}",
                f"--storage.tsdb.path={folder / 'prometheus'}",
                f"--web.listen-address={prometheus}",
                "--enable-feature=expand-external-labels",
            ],
            logs=folder,
            ready=f"http://{prometheus}/-/ready",
            environment=environment | {"DESK_URL": DESK_URL},
            folder=folder,
        ),
    ):
        yield Prometheus(f"http://{prometheus}")


def _prometheus(folder: Path, targets: Mapping[str, str], factor: int) -> Path:
    """The committed configuration, with these targets instead of the containers'."""
    rules = folder / "rules"
    rules.mkdir()
    for path in RULES.glob("*.yml"):
        (rules / path.name).write_text(compress(path.read_text(), factor))
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    if factor > 1:
        config["global"] |= {"scrape_interval": SCRAPE_INTERVAL, "scrape_timeout": SCRAPE_INTERVAL}
        config["global"]["evaluation_interval"] = "1s"
    config["alerting"]["alertmanagers"] = [{"static_configs": [{"targets": [targets["alertmanager"]]}]}]
    config["scrape_configs"] = [
        {"job_name": scraped["job_name"], "static_configs": [{"targets": [targets[scraped["job_name"]]]}]}
        for scraped in config["scrape_configs"]
    ]
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(config))
    return path


def _alertmanager(folder: Path, webhook: str, factor: int) -> Path:
    """What start.sh makes of the committed configuration."""
    path = folder / "alertmanager.yml"
    environment = {"PATH": os.environ["PATH"], "ALERT_PAGE_WEBHOOK_URL": webhook}
    subprocess.run([START_SCRIPT, "--render", path], env=environment, check=True)
    path.write_text(compress(path.read_text(), factor))
    return path
