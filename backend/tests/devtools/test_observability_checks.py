"""What on-call depends on is complete, and each thing that would be missing is found."""

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devtools.observability.alert_checks import check_alerts, check_runbooks
from devtools.observability.dashboard_checks import check_dashboards, check_files, read_dashboards
from devtools.observability.rules import Rule, read_expectations, read_rules
from devtools.paths import RUNBOOKS

RULES = list(read_rules())
EXPECTATIONS = list(read_expectations())
ALERT = next(rule for rule in RULES if rule.name == "DeskDatabaseDown")


def test_every_alert_has_everything() -> None:
    assert sum(rule.alerts for rule in RULES) >= 25
    assert list(check_alerts(RULES, EXPECTATIONS)) == []


def test_every_alert_has_its_runbook_and_every_runbook_its_alert() -> None:
    assert list(check_runbooks(RULES)) == []


def _annotated(**changed: str) -> Rule:
    return replace(ALERT, annotations=ALERT.annotations | changed)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (replace(ALERT, labels={}), "its severity is none of page, ticket"),
        (replace(ALERT, labels={"severity": "critical"}), "its severity is none of page, ticket"),
        (_annotated(summary=""), "it has no summary"),
        (_annotated(summary="{{ $value }} is too much"), "its summary is a template"),
        (_annotated(description="Something is wrong."), "its description says nothing of the case at hand"),
        (_annotated(dashboard_url="{{ $externalLabels.desk }}/grafana/d/gone"), "its dashboard_url leads to no"),
        (_annotated(runbook_url="{{ $externalLabels.desk }}/runbooks/Other.md"), "its runbook_url is not the page"),
        (replace(ALERT, labels=ALERT.labels | {"burn_rate": "2"}), "no unit test shows it firing"),
    ],
)
def test_what_an_alert_lacks_is_found(rule: Rule, problem: str) -> None:
    assert any(problem in found for found in check_alerts([rule], EXPECTATIONS))


def test_an_alert_without_tests_and_without_a_page_is_found() -> None:
    found = " ".join(check_alerts([replace(ALERT, name="DatabaseGone")], EXPECTATIONS))
    assert "does not begin with Desk" in found
    assert "no unit test shows it firing" in found
    assert "no unit test shows it silent" in found


def test_an_alert_that_is_never_shown_silent_is_found() -> None:
    firing = [expectation for expectation in EXPECTATIONS if expectation.firing]
    assert list(check_alerts([ALERT], firing)) == ["platform.yml: DeskDatabaseDown: no unit test shows it silent"]


def test_a_runbook_without_an_alert_or_a_heading_or_with_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("[DeskDatabaseDown](DeskDatabaseDown.md)")
    text = (RUNBOOKS / "DeskDatabaseDown.md").read_text()
    (tmp_path / "DeskDatabaseDown.md").write_text(text.replace("## What to do", "## Ideas"))
    (tmp_path / "DeskGone.md").write_text(text.replace("](DeskDiskAlmostFull.md", "](Nowhere.md"))
    found = " ".join(check_runbooks(RULES, tmp_path))
    assert "DeskDatabaseDown.md: its headings are" in found
    assert "DeskGone.md: there is no alert of this name" in found
    assert "DeskGone.md: is not in README.md" in found
    assert "DeskGone.md: leads to Nowhere.md" in found


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("docker compose logs --since 15m backend | grep ERROR", "leaves out production's other web server"),
        ("docker compose up -d\n  backend worker", "leaves out production's other web server"),
        ("docker compose up -d --scale backend=2", "leaves out production's other web server"),
        ("curl http://localhost:8080/livez", "production is not at localhost:8080"),
    ],
)
def test_a_command_that_is_for_development_only_is_found(tmp_path: Path, command: str, problem: str) -> None:
    (tmp_path / "README.md").write_text("[DeskDatabaseDown](DeskDatabaseDown.md)")
    text = (RUNBOOKS / "DeskDatabaseDown.md").read_text()
    (tmp_path / "DeskDatabaseDown.md").write_text(f"{text}- `{command}`\n")
    assert any(problem in found for found in check_runbooks(RULES, tmp_path))


def test_the_dashboards_are_what_the_code_makes_and_complete() -> None:
    assert list(check_files()) == []
    assert list(check_dashboards(read_dashboards())) == []


def test_a_dashboard_that_was_edited_by_hand_is_found(tmp_path: Path) -> None:
    (tmp_path / "overview.json").write_text("{}")
    assert any("overview.json: is not what the code makes" in found for found in check_files(tmp_path))


def _first(dashboards: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return next(panel for panel in dashboards["desk-triage"]["panels"] if panel["type"] == "timeseries")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda panel: panel.update(description=""), "has no description"),
        (lambda panel: panel["fieldConfig"]["defaults"].pop("unit"), "has no unit"),
        (lambda panel: panel["fieldConfig"]["defaults"].pop("noValue"), "has no word for nothing"),
        (lambda panel: panel.update(targets=[]), "has no query"),
        (lambda panel: panel.update(id=1), "the same id"),
        (lambda panel: panel["gridPos"].update(y=0), "lie on each other"),
        (lambda panel: panel["gridPos"].update(x=20), "wider than the page"),
        (lambda panel: panel["targets"][0].update(expr='up{job=~"$gone"}'), "the variable gone is not defined"),
        (lambda panel: panel.update(datasource={"type": "prometheus", "uid": "other"}), "the data source other"),
        (lambda panel: panel.update(links=[{"title": "More", "url": "/grafana/d/gone"}]), "leads nowhere"),
    ],
)
def test_what_a_panel_lacks_is_found(change: Any, problem: str) -> None:
    dashboards = copy.deepcopy(read_dashboards())
    change(_first(dashboards))
    assert any(problem in found for found in check_dashboards(dashboards))
