"""What every alert must have, so that whoever is woken by it knows what to do."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from devtools.observability.dashboards.every import DASHBOARDS
from devtools.observability.rules import Expectation, Rule
from devtools.paths import RUNBOOKS

PREFIX = "Desk"
SEVERITIES = ("page", "ticket")  # somebody acts now; somebody acts in the morning
BASE = "{{ $externalLabels.desk }}"
# Commands that are about the web servers, of which production has two, and name one.
_ONE_OF_TWO = re.compile(r"docker\s+compose\s+(?:logs|ps|up|restart|stop|start)\b(?:(?!docker)[^`|])*?\sbackend\b(?!-)")
HEADINGS = (
    "What it means",
    "What users feel",
    "How to confirm",
    "What to do",
    "How to know that it is over",
)


def check_alerts(rules: Collection[Rule], expectations: Collection[Expectation]) -> Iterator[str]:
    """One line for each thing that is missing."""
    alerts = [rule for rule in rules if rule.alerts]
    for alert in alerts:
        for problem in (*_labels(alert), *_annotations(alert), *_tests(alert, expectations)):
            yield f"{alert.file}: {alert}: {problem}"


def check_runbooks(rules: Collection[Rule], folder: Path = RUNBOOKS) -> Iterator[str]:
    """One line for each page that lacks something, is not in the list, or is about no alert."""
    names = {rule.name for rule in rules if rule.alerts}
    listed = (folder / "README.md").read_text()
    for path in sorted(folder.glob("*.md")):
        text = path.read_text()
        for target in re.findall(r"\]\(([^)#]+\.md)\)", text):
            if not (folder / target).exists():
                yield f"{path.name}: leads to {target}, which is missing"
        if command := _ONE_OF_TWO.search(text):
            yield f"{path.name}: `{command[0]}` leaves out production's other web server"
        if "localhost:8080" in text:
            yield f"{path.name}: production is not at localhost:8080"
        if path.name == "README.md":
            continue
        if path.stem not in names:
            yield f"{path.name}: there is no alert of this name"
        if f"({path.name})" not in listed:
            yield f"{path.name}: is not in README.md"
        headings = tuple(re.findall(r"^## (.+)$", text, re.MULTILINE))
        if headings != HEADINGS:
            yield f"{path.name}: its headings are {headings}, not {HEADINGS}"


def _labels(alert: Rule) -> Iterator[str]:
    if not alert.name.startswith(PREFIX):
        yield f"its name does not begin with {PREFIX}"
    if alert.labels.get("severity") not in SEVERITIES:
        yield f"its severity is none of {', '.join(SEVERITIES)}"


def _annotations(alert: Rule) -> Iterator[str]:
    given = alert.annotations
    if not given.get("summary"):
        yield "it has no summary"
    elif "{{" in given["summary"]:
        yield "its summary is a template: it must be the same each time, so that messages can be grouped"
    if "{{" not in given.get("description", ""):
        yield "its description says nothing of the case at hand"
    if given.get("dashboard_url") not in {f"{BASE}/grafana/d/{dashboard.uid}" for dashboard in DASHBOARDS}:
        yield "its dashboard_url leads to no dashboard"
    if given.get("runbook_url") != f"{BASE}/runbooks/{alert.name}.md":
        yield "its runbook_url is not the page of its name"
    elif not (RUNBOOKS / f"{alert.name}.md").exists():
        yield "its runbook is missing"


def _tests(alert: Rule, expectations: Collection[Expectation]) -> Iterator[str]:
    mine = [expectation for expectation in expectations if expectation.name == alert.name]
    if not any(alert.labels.items() <= labels.items() for expectation in mine for labels in expectation.firing):
        yield "no unit test shows it firing"
    if not any(not expectation.firing for expectation in mine):
        yield "no unit test shows it silent"
