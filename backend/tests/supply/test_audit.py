"""What the services answered is told as it is, and silence is never told as safety."""

import json
from typing import Any

import pytest

from devtools.supply.audit import Answer, exit_status, npm_answer, python_answer

SOUND = {"name": "asgiref", "version": "3.13.0", "vulns": []}
WEAK = {"name": "django", "version": "5.2.19", "vulns": [{"id": "CVE-1", "fix_versions": ["5.2.20"], "aliases": []}]}
NOT_FOUND = {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited: django (5.2.19)"}


def pip_audit(*packages: dict[str, Any]) -> Answer:
    return python_answer(json.dumps({"dependencies": packages, "fixes": []}), "No known vulnerabilities found")


def npm(**vulnerabilities: Any) -> Answer:
    report = {"auditReportVersion": 2, "vulnerabilities": vulnerabilities, "metadata": {"dependencies": {"total": 382}}}
    return npm_answer(json.dumps(report), "")


def test_nothing_is_known_of_what_was_audited() -> None:
    assert pip_audit(SOUND) == Answer("Python packages (PyPI's advisories)", audited=1)
    assert npm() == Answer("npm packages (the registry's advisories)", audited=382)
    assert exit_status([pip_audit(SOUND), npm()]) == 0


def test_a_known_vulnerability_is_told_with_its_remedy() -> None:
    assert pip_audit(SOUND, WEAK).vulnerable == ["django 5.2.19: CVE-1, mended in 5.2.20"]
    assert exit_status([pip_audit(SOUND, WEAK), npm()]) == 1


def test_of_the_web_app_only_the_vulnerable_package_itself_is_told() -> None:
    advisory = {"title": "Made up", "severity": "high", "range": "<99", "url": "https://example.org/1"}
    answer = npm(react={"name": "react", "via": [advisory]}, ui={"name": "ui", "via": ["react"]})
    assert answer.vulnerable == ["react <99: Made up (high, https://example.org/1)"]
    assert exit_status([pip_audit(SOUND), answer]) == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (pip_audit(SOUND, NOT_FOUND), "1 of 2 packages were not found there: Dependency not found on PyPI"),
        (pip_audit(), "no package was audited"),
        (python_answer("", "Traceback ...\nConnectionError: api.osv.dev\n"), "ConnectionError: api.osv.dev"),
        (python_answer("", ""), "pip-audit gave no answer"),
        (npm_answer('{"message": "405 Method Not Allowed", "error": {}}', "npm error x"), "405 Method Not Allowed"),
        (npm_answer("", "npm error audit endpoint returned an error\n"), "npm error audit endpoint returned an error"),
    ],
)
def test_who_could_not_be_asked_is_told_apart_from_who_knows_nothing(answer: Answer, why: str) -> None:
    assert why in answer.unanswered
    assert answer.audited == 0
    assert exit_status([pip_audit(WEAK), answer]) == 2
