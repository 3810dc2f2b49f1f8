"""How PostgreSQL runs what a request asks of it."""

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


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement, its steps, and the pages of 8 kB that it looked at: how often, not how many different ones."""

    statement: str
    nodes: list[Node]
    buffers: int

    @property
    def indexes(self) -> set[str]:
        return {node.index for node in self.nodes} - {""}

    @property
    def tables(self) -> set[str]:
        return {node.table for node in self.nodes} - {""}

    @property
    def scanned(self) -> set[str]:
        """The tables that are read from one end to the other."""
        return {node.table for node in self.nodes if node.type == "Seq Scan"}


def plans_of(run: Callable[[], Any]) -> list[Plan]:
    """Of each SELECT that `run` sends, run once more under the settings it was sent under."""
    with CaptureQueriesContext(connection) as sent:
        run()
    plans: list[Plan] = []
    with connection.cursor() as cursor:
        for statement in (query["sql"] for query in sent.captured_queries):
            if "set_config(" in statement:
                cursor.execute(statement)  # for the rest of the test's transaction
            elif statement.lstrip().startswith(("SELECT", "WITH")):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}")
                [(told,)] = cursor.fetchall()
                [root] = json.loads(told) if isinstance(told, str) else told
                plan = root["Plan"]
                buffers = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
                plans.append(Plan(statement, list(_nodes(plan)), buffers))
    assert plans
    return plans


def _nodes(node: dict[str, Any]) -> Iterator[Node]:
    yield Node(node["Node Type"], node.get("Relation Name", ""), node.get("Index Name", ""))
    for child in node.get("Plans", []):
        yield from _nodes(child)
