"""How PostgreSQL would run what a request asks of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True, slots=True)
class Node:
    """A step of a plan."""

    type: str
    table: str
    index: str


def plans_of(run: Callable[[], Any]) -> dict[str, list[Node]]:
    """The steps of each SELECT that `run` sends, by its SQL, planned under the settings it was sent under."""
    with CaptureQueriesContext(connection) as sent:
        run()
    plans: dict[str, list[Node]] = {}
    with connection.cursor() as cursor:
        for statement in (query["sql"] for query in sent.captured_queries):
            if "set_config(" in statement:
                cursor.execute(statement)  # for the rest of the test's transaction
            elif statement.lstrip().startswith(("SELECT", "WITH")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
                [(plan,)] = cursor.fetchall()
                [root] = json.loads(plan) if isinstance(plan, str) else plan
                plans[statement] = list(_nodes(root["Plan"]))
    assert plans
    return plans


def _nodes(node: dict[str, Any]) -> Iterator[Node]:
    yield Node(node["Node Type"], node.get("Relation Name", ""), node.get("Index Name", ""))
    for child in node.get("Plans", []):
        yield from _nodes(child)


def steps(plans: dict[str, list[Node]]) -> list[Node]:
    """All steps of all statements."""
    return [node for nodes in plans.values() for node in nodes]
