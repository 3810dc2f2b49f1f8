"""What every dashboard must be: the code's, and readable by somebody who has never seen it."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from devtools.observability.dashboards.dashboard import COLUMNS
from devtools.observability.dashboards.every import DASHBOARDS, FOLDER
from devtools.observability.dashboards.grafana import to_json
from devtools.paths import OBSERVABILITY, RUNBOOKS

DATASOURCES = OBSERVABILITY / "grafana" / "provisioning" / "datasources" / "prometheus.yml"


def check_files(folder: Path = FOLDER) -> Iterator[str]:
    """One line for each file that is not what the code makes."""
    wanted = {f"{dashboard.file}.json": to_json(dashboard) for dashboard in DASHBOARDS}
    found = {path.name: path.read_text() for path in folder.iterdir()}
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"{name}: is not what the code makes: run make dashboards"


def read_dashboards(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """The committed JSON by uid."""
    found = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    return {dashboard["uid"]: dashboard for dashboard in found}


def check_dashboards(dashboards: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """One line for each thing that is missing or wrong in the JSON, whoever wrote it."""
    datasource = yaml.safe_load(DATASOURCES.read_text())["datasources"][0]["uid"]
    for dashboard in dashboards.values():
        panels = [panel for panel in dashboard["panels"] if panel["type"] != "row"]
        for panel in panels:
            for problem in (*_words(panel), *_links(panel["links"], dashboards)):
                yield f"{dashboard['title']}: {panel['title']}: {problem}"
        for problem in (
            *_places(dashboard["panels"]),
            *_variables(dashboard),
            *_sources(dashboard, datasource),
            *_links(dashboard["links"], dashboards),
        ):
            yield f"{dashboard['title']}: {problem}"


def _words(panel: dict[str, Any]) -> Iterator[str]:
    field = panel["fieldConfig"]["defaults"]
    for what, value in (
        ("title", panel.get("title")),
        ("description", panel.get("description")),
        ("unit", field.get("unit")),
        ("word for nothing (noValue)", field.get("noValue")),
        ("query", panel.get("targets")),
    ):
        if not value:
            yield f"has no {what}"


def _places(panels: list[dict[str, Any]]) -> Iterator[str]:
    if len({panel["id"] for panel in panels}) != len(panels):
        yield "two panels have the same id"
    for panel in panels:
        if panel["gridPos"]["x"] + panel["gridPos"]["w"] > COLUMNS:
            yield f"{panel['title']} is wider than the page"
    for one, other in combinations(panels, 2):
        if _overlap(one["gridPos"], other["gridPos"]):
            yield f"{one['title']} and {other['title']} lie on each other"


def _overlap(one: dict[str, int], other: dict[str, int]) -> bool:
    return (
        one["x"] < other["x"] + other["w"]
        and other["x"] < one["x"] + one["w"]
        and one["y"] < other["y"] + other["h"]
        and other["y"] < one["y"] + one["h"]
    )


def _variables(dashboard: dict[str, Any]) -> Iterator[str]:
    defined = {variable["name"] for variable in dashboard["templating"]["list"]}
    used = set(re.findall(r'"\$(\w+)', " ".join(_expressions(dashboard))))
    for name in sorted(defined ^ used):
        yield f"the variable {name} is {'never used' if name in defined else 'not defined'}"


def _expressions(dashboard: dict[str, Any]) -> Iterator[str]:
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield target["expr"]
    for variable in dashboard["templating"]["list"]:
        yield variable["definition"]


def _sources(dashboard: dict[str, Any], datasource: str) -> Iterator[str]:
    for found in re.findall(r'"datasource": \{[^}]*"uid": "([^"]*)"', json.dumps(dashboard)):
        if found != datasource:
            yield f"asks the data source {found}, and there is only {datasource}"


def _links(links: list[dict[str, Any]], dashboards: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    for link in links:
        url = link.get("url", "")
        if url.startswith("/grafana/d/") and url.removeprefix("/grafana/d/") in dashboards:
            continue
        if url.startswith("/runbooks/") and (RUNBOOKS / url.removeprefix("/runbooks/")).exists():
            continue
        if link.get("type") == "dashboards" and all(set(link["tags"]) <= set(d["tags"]) for d in dashboards.values()):
            continue
        yield f"the link {link.get('title')} ({url}) leads nowhere"
