"""How PostgreSQL runs what a request asks of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from postgresql.prepared import PreparingCursor


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
    """Of each SELECT that `run` sends, run once more under the settings it was sent under.

    Of one that is prepared it is the plan that PostgreSQL keeps for all values.
    """
    sent: list[tuple[str, Any, bool]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append((sql, params, isinstance(context["cursor"].cursor, PreparingCursor)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        run()
    plans: list[Plan] = []
    with connection.cursor() as cursor:
        for statement, values, prepared in sent:
            if "set_config(" in statement:
                cursor.execute(statement, values)  # for the rest of the test's transaction
            elif statement.lstrip().startswith(("SELECT", "WITH")):
                told = (_explain_prepared if prepared else _explain)(cursor, statement, values)
                [root] = json.loads(told) if isinstance(told, str) else told
                plan = root["Plan"]
                buffers = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
                plans.append(Plan(statement, list(_nodes(plan)), buffers))
    assert plans
    return plans


_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON)"


def _explain(cursor: CursorWrapper, statement: str, values: Any) -> Any:
    cursor.execute(f"{_EXPLAIN} {statement}", values)
    return cursor.fetchone()[0]


def _explain_prepared(cursor: CursorWrapper, statement: str, values: Any) -> Any:
    places = [f"${number}" for number, _ in enumerate(values or (), start=1)]
    cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    cursor.execute(f"PREPARE explained AS {statement % tuple(places) if places else statement}")
    try:
        return _explain(cursor, f"EXECUTE explained ({', '.join(['%s'] * len(places))})".removesuffix(" ()"), values)
    finally:
        cursor.execute("DEALLOCATE explained")


def _nodes(node: dict[str, Any]) -> Iterator[Node]:
    yield Node(node["Node Type"], node.get("Relation Name", ""), node.get("Index Name", ""))
    for child in node.get("Plans", []):
        yield from _nodes(child)
