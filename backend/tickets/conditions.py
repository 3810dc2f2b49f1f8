"""The conditions and the order of a ticket list as SQL, for statements that are too hot or too odd for the ORM.

Only constants are put into the text; values go in as parameters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from api.pagination import PageRequest
from tickets.querysets import CellFilter


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions that all hold, and the values of their placeholders."""

    parts: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()

    def __and__(self, other: Self) -> Self:
        return type(self)(self.parts + other.parts, self.values + other.values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "true"


def all_of(pairs: Iterable[tuple[str, Any]]) -> Conditions:
    """From (condition, value); None does not restrict."""
    given = [(part, value) for part, value in pairs if value is not None]
    return Conditions(tuple(part for part, _ in given), tuple(value for _, value in given))


def in_cells(cells: CellFilter, table: str) -> Conditions:
    """Those of the chosen category, priority and status; equality for one value, behind which an index keeps order."""
    chosen = {"category": cells.category, "priority": cells.priority, "status": cells.status}
    return all_of(
        (f"{table}.{name} = %s", values[0]) if len(values) == 1 else (f"{table}.{name} = ANY(%s)", list(values))
        for name, values in chosen.items()
        if values
    )


def between(page: PageRequest, after: datetime | None, before: datetime | None, moment: str, key: str) -> Conditions:
    """Those that are read after the page's position and were created at or after `after` and before `before`.

    The position comes first: of two bounds PostgreSQL 18 begins to read at the first one, however far it is off.
    """
    start = Conditions()
    if at := page.position:
        sign = ">" if page.reading_ascending else "<"
        start = Conditions((f"({moment}, {key}) {sign} (%s, %s)",), (at.created_at, at.id))
    return start & all_of([(f"{moment} >= %s", after), (f"{moment} < %s", before)])


def order(page: PageRequest, *keys: str) -> str:
    """The order in which the page is read."""
    direction = "ASC" if page.reading_ascending else "DESC"
    return ", ".join(f"{key} {direction}" for key in keys)
