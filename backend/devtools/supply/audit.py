"""Asks what is known of vulnerabilities in the locked packages: `make audit`.

python -m devtools.supply.audit

Exit status: 0 none is known, 1 some are, 2 somebody who knows could not be asked. What was not asked is never told as
safe.
"""
# ruff: noqa: S603, S607 -- every program that is run here is named here

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devtools.console import say
from devtools.paths import ROOT
from devtools.supply.tools import program, uv

FRONTEND = ROOT / "frontend"


@dataclass(frozen=True)
class Answer:
    """What one advisory service said. `unanswered` is why it could not be asked, "" if it could."""

    about: str
    audited: int = 0
    vulnerable: list[str] = field(default_factory=list)
    unanswered: str = ""


def python_answer(told: str, error: str) -> Answer:
    """Of what pip-audit printed as JSON. It lets pass what the service does not know; here that was not audited."""
    about = "Python packages (PyPI's advisories)"
    try:
        packages: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return Answer(about, unanswered=_last(error) or "pip-audit gave no answer")
    skipped = [package for package in packages if "skip_reason" in package]
    if skipped or not packages:
        why = skipped[0]["skip_reason"] if skipped else "no package was audited"
        return Answer(about, unanswered=f"{len(skipped)} of {len(packages)} packages were not found there: {why}")
    return Answer(
        about,
        len(packages),
        [
            f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'none'}"
            for package in packages
            for one in package["vulns"]
        ],
    )


def npm_answer(told: str, error: str) -> Answer:
    """Of what `npm audit --json` printed."""
    about = "npm packages (the registry's advisories)"
    try:
        answer = json.loads(told)
    except ValueError:
        return Answer(about, unanswered=_last(error) or "npm gave no answer")
    if "auditReportVersion" not in answer:
        return Answer(about, unanswered=str(answer.get("message") or _last(error)))
    # What only needs a vulnerable package names it by a string.
    found = [
        (one["name"], via) for one in answer["vulnerabilities"].values() for via in one["via"] if isinstance(via, dict)
    ]
    return Answer(
        about,
        answer["metadata"]["dependencies"]["total"],
        [f"{name} {via['range']}: {via['title']} ({via['severity']}, {via['url']})" for name, via in found],
    )


def exit_status(answers: list[Answer]) -> int:
    """2 as long as one could not be asked: what it would have said is not known."""
    if any(answer.unanswered for answer in answers):
        return 2
    return 1 if any(answer.vulnerable for answer in answers) else 0


def report(answer: Answer) -> None:
    """In lines."""
    if answer.unanswered:
        say(f"Not audited: {answer.about}. {answer.unanswered}")
        return
    say(f"{answer.about}: {answer.audited} audited, {len(answer.vulnerable)} known vulnerabilities")
    for line in answer.vulnerable:
        say(f"  {line}")


def _ask_python() -> Answer:
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        uv("export", "--frozen", "--quiet", "--all-groups", "--all-extras", "--no-emit-project", f"-o={requirements}")
        command = [program("pip-audit"), f"--requirement={requirements}", "--disable-pip", "--require-hashes"]
        command += ["--format=json", "--progress-spinner=off"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return python_answer(done.stdout, done.stderr)


def _ask_npm() -> Answer:
    done = subprocess.run(["npm", "audit", "--json"], cwd=FRONTEND, capture_output=True, text=True, check=False)
    return npm_answer(done.stdout, done.stderr)


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def main() -> int:
    """The exit status."""
    answers = [_ask_python(), _ask_npm()]
    for answer in answers:
        report(answer)
    status = exit_status(answers)
    if status == 2:
        say("Nothing is known about what was not audited: ask again where these services can be reached.")
    return status


if __name__ == "__main__":
    sys.exit(main())
