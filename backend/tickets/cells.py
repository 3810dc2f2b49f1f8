"""How the tickets of some categories, priorities and statuses are found, the newest first.

One scan for each value, or with filters on several of the three for each combination of them all: each reads an index
from its newest ticket on and looks at no other ticket. Left to choose, PostgreSQL reads one value's tickets and drops
those of others, 40,000 for the 6,000 critical general ones of a million.
"""

from typing import Any

from tickets.choices import Category, Priority, Status
from tickets.conditions import Conditions
from tickets.querysets import CellFilter


def first_of_cells(cells: CellFilter, bounds: Conditions, order: str, limit: int) -> tuple[str, list[Any]]:
    """A SELECT of (id, created_at), and its values: the first `limit` tickets of each scan, one after the other.

    The first `limit` of all are among them. `bounds` and `order` are about `t.created_at` and `t.id`.
    """
    values = _values(cells)
    each = " CROSS JOIN ".join(f"unnest(%s::text[]) AS one_{name} ({name})" for name in values)
    this = " AND ".join(f"t.{name} = one_{name}.{name}" for name in values)
    scan = f"SELECT t.id, t.created_at FROM tickets_ticket AS t WHERE {this} AND {bounds} ORDER BY {order} LIMIT %s"  # noqa: S608
    statement = f"SELECT found.id, found.created_at FROM {each} CROSS JOIN LATERAL ({scan}) AS found"  # noqa: S608
    return statement, [*values.values(), *bounds.values, limit]


def _values(cells: CellFilter) -> dict[str, list[str]]:
    """For each column that the scans are told apart by the values that are asked for."""
    chosen = {"status": cells.status, "priority": cells.priority, "category": cells.category}
    if sum(map(bool, chosen.values())) == 1:
        return {name: list(values) for name, values in chosen.items() if values}
    every = {"status": Status.values, "priority": Priority.values, "category": Category.values}
    return {name: list(values or every[name]) for name, values in chosen.items()}
