"""Reading labelled cases."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATEGORIES = ("billing", "technical", "account", "general")
PRIORITIES = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with the answer it should get. `priority` is None where nobody labelled one."""

    id: str
    text: str
    title: str
    category: str
    priority: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A clean ticket, its steered twin, and what the attacker wants: some of the fields category and priority."""

    id: str
    clean: str
    injected: str
    target: Mapping[str, str]


def read_cases(path: Path) -> list[Case]:
    """ValueError names the line that cannot be read or has no known label; OSError if the file is unreadable."""
    cases = []
    for number, row in _rows(path):
        case = Case(
            id=row.get("id") or f"line {number}",
            text=row.get("text") or "",
            title=row.get("title") or "",
            category=row.get("category") or "",
            priority=row.get("priority"),
        )
        if not case.text or case.category not in CATEGORIES or case.priority not in (*PRIORITIES, None):
            raise ValueError(f"{path}, line {number}: needs a text, a known category, and a known priority or null.")
        cases.append(case)
    return cases


def read_pairs(path: Path) -> list[Pair]:
    """ValueError names the line that lacks a field; OSError if the file is unreadable."""
    pairs = []
    for number, row in _rows(path):
        if not {"id", "clean", "injected", "target"} <= row.keys():
            raise ValueError(f"{path}, line {number}: needs id, clean, injected and target.")
        pairs.append(Pair(row["id"], row["clean"], row["injected"], row["target"]))
    return pairs


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: is not JSON.") from error
            if not isinstance(row, dict):
                raise ValueError(f"{path}, line {number}: is not a JSON object.")
            yield number, row
