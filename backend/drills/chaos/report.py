"""The table in docs/reliability.md."""

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from devtools.paths import ROOT
from drills.chaos.people import People
from drills.chaos.promises import Verdict

DOCUMENT = ROOT / "docs" / "reliability.md"


def table(verdicts: Sequence[Verdict], people: People, rate: float) -> str:
    """Markdown: what was broken, and what people noticed."""
    rows = ["| " + " | ".join(_cells(verdict)) + " |" for verdict in verdicts]
    head = "| fault | announced | requests | failed | slowest | suggestion | until repaired | and then | kept |"
    told = describe(f"`make chaos`, {rate:.0f} requests a second, {len(people.asked):,} in all")
    return "\n".join([told, "", head, "|---" * 9 + "|", *rows])


def _cells(verdict: Verdict) -> list[str]:
    return [
        verdict.name,
        f"{verdict.window:.0f} s",
        f"{verdict.requests:,}",
        verdict.failed,
        f"{verdict.slowest:.1f} s",
        f"{verdict.slowest_suggestion:.1f} s",
        f"{verdict.broken:.1f} s",
        f"{verdict.recovered:.1f} s",
        f"NO: {'; '.join(verdict.faults)}" if verdict.faults else "yes",
    ]


def describe(what: str) -> str:
    """When, of which commit, on what."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}, {machine}, gunicorn {version('gunicorn')}: {what}."


def save(text: str, name: str = "chaos") -> None:
    """Between its markers. Raises ValueError where there are none."""
    marked = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    document = DOCUMENT.read_text()
    if not marked.search(document):
        raise ValueError(f"{DOCUMENT} has no place for {name}.")
    DOCUMENT.write_text(marked.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", document))
