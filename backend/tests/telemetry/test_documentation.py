"""docs/metrics.md and what the processes export are the same list."""

import re
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from config import measuring
from telemetry.metrics.database import UP, configured_sources
from telemetry.metrics.django import KeptMetrics

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "metrics.md").read_text()
ROW = re.compile(r"^\| `(desk_\w+)` \| ([a-z, ]+) \|([^|]*)\| (.+) \|$", re.MULTILINE)

Listed = dict[str, tuple[str, tuple[str, ...]]]


def documented() -> Listed:
    return {name: (kind, tuple(re.findall(r"`(\w+)`", labels))) for name, kind, labels, _ in ROW.findall(DOCUMENT)}


def exported() -> Listed:
    assert measuring  # imports every module that makes metrics
    found: Listed = {UP: ("gauge, database", ())}
    for metric in {metric for metric in REGISTRY._collector_to_names if isinstance(metric, MetricWrapperBase)}:
        name = f"{metric._name}_total" if metric._type == "counter" else metric._name
        if name.startswith("desk_"):
            found[name] = (metric._type, tuple(metric._labelnames))
    for source in configured_sources():
        for name, described in source.gauges.items():
            found[name] = ("gauge, database", described.labels)
    return found


def test_every_metric_is_documented_with_its_type_and_labels_and_nothing_else_is() -> None:
    assert documented() == exported()


def test_each_row_says_what_the_metric_means() -> None:
    rows = ROW.findall(DOCUMENT)
    assert len(rows) == len(re.findall(r"^\| `desk_", DOCUMENT, re.MULTILINE)) == len({row[0] for row in rows})
    assert all(len(meaning) > 10 for *_, meaning in rows)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(django_\w+)`", DOCUMENT))))
def test_what_it_says_of_django_prometheus_exists(name: str) -> None:
    KeptMetrics.get_instance()
    assert name in REGISTRY._names_to_collectors
