"""Answers kept in a file, so that another engine or another prompt can be compared with them later."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.answers import Answer
from evals.cases import CATEGORIES, PRIORITIES, Case
from evals.runner import Outcome


def save(path: Path, outcomes: Sequence[Outcome]) -> None:
    """One JSON object a line. OSError if the file cannot be written."""
    rows = [json.dumps(_row(outcome), ensure_ascii=False) + "\n" for outcome in outcomes]
    path.write_text("".join(rows), encoding="utf-8")


def load(path: Path) -> list[Outcome]:
    """ValueError for a file that was not saved here; OSError if it is unreadable."""
    try:
        return [_outcome(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} does not hold saved answers.") from error


def _row(outcome: Outcome) -> dict[str, Any]:
    case, answer = outcome.case, outcome.answer
    return {
        "id": case.id,
        "title": case.title,
        "text": case.text,
        "expected": [case.category, case.priority],
        "answered": [answer.category, answer.priority],
        "source": answer.source,
        "engine": answer.engine,
        "outcome": answer.outcome,
        "milliseconds": round(outcome.milliseconds, 3),
        "tokens": answer.tokens,
        "cost_usd": None if answer.cost_usd is None else str(answer.cost_usd),
    }


def _outcome(row: dict[str, Any]) -> Outcome:
    (category, priority), (said_category, said_priority) = row["expected"], row["answered"]
    if {category, said_category} - {*CATEGORIES} or {priority, said_priority} - {*PRIORITIES, None}:
        raise ValueError("an unknown label")
    cost = row["cost_usd"]
    case = Case(row["id"], row["text"], row["title"], category, priority)
    answer = Answer(
        category=said_category,
        priority=said_priority,
        source=row["source"],
        engine=row["engine"],
        outcome=row["outcome"],
        tokens=int(row["tokens"]),
        cost_usd=None if cost is None else Decimal(cost),
    )
    return Outcome(case, answer, float(row["milliseconds"]))
