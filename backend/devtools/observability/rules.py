"""The rule files and their unit tests, as far as the checks look at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from devtools.paths import OBSERVABILITY

PROMETHEUS = OBSERVABILITY / "prometheus"
RULES = PROMETHEUS / "rules"
TESTS = PROMETHEUS / "tests"


@dataclass(frozen=True)
class Rule:
    """One rule. An alert has a name that several rules may share, told apart by their labels."""

    file: str
    name: str
    expr: str
    alerts: bool
    labels: dict[str, str]
    annotations: dict[str, str]

    def __str__(self) -> str:
        burn_rate = self.labels.get("burn_rate")
        return f"{self.name} ({burn_rate})" if burn_rate else self.name


@dataclass(frozen=True)
class Expectation:
    """What a unit test expects of an alert: the labels of those that fire; none if it must be silent."""

    name: str
    firing: tuple[dict[str, str], ...]


def read_rules(folder: Path = RULES) -> Iterator[Rule]:
    """Every rule of every file."""
    for path in sorted(folder.glob("*.yml")):
        for group in yaml.safe_load(path.read_text())["groups"]:
            for rule in group["rules"]:
                yield Rule(
                    path.name,
                    rule.get("alert") or rule["record"],
                    rule["expr"],
                    "alert" in rule,
                    rule.get("labels", {}),
                    rule.get("annotations", {}),
                )


def read_expectations(folder: Path = TESTS) -> Iterator[Expectation]:
    """What every unit test of an alert expects."""
    for path in sorted(folder.glob("*.yml")):
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test.get("alert_rule_test", []):
                yield Expectation(case["alertname"], tuple(_labels(alert) for alert in case["exp_alerts"]))


def _labels(alert: dict[str, Any]) -> dict[str, str]:
    labels: dict[str, str] = alert["exp_labels"]
    return labels
