"""The filter on who tickets are assigned to, and how those behind it are found.

Two indexes hold the tickets of each account and of nobody by status, in the order of the list. One scan for each
account and status asked for stops as soon as the page is full, and a merge of the scans is the page: so neither
several values nor none ever make PostgreSQL sort all tickets of an account.
"""

from dataclasses import dataclass, replace
from typing import Any

from tickets.choices import Status
from tickets.conditions import Conditions, in_cells
from tickets.querysets import CellFilter


@dataclass(frozen=True, slots=True)
class Assignees:
    """Tickets of any of these accounts, and with `nobody` those of none. False if it does not restrict."""

    accounts: tuple[int, ...] = ()
    nobody: bool = False

    def __bool__(self) -> bool:
        return self.nobody or bool(self.accounts)


@dataclass(frozen=True, slots=True)
class Scans:
    """The tickets of some assignees behind the other filters; `bounds` is about `t.created_at` and `t.id`."""

    assignees: Assignees
    cells: CellFilter
    bounds: Conditions

    def first(self, order: str, limit: int) -> tuple[str, list[Any]]:
        """A SELECT of (id, created_at), and its values: the first `limit` tickets of each scan, one after the other.

        The first `limit` of all are among them. `order` is about `t.created_at` and `t.id`.
        """
        cells, accounts = in_cells(replace(self.cells, status=()), "t"), list(self.assignees.accounts)
        statuses, conditions = list(self.cells.status or Status.values), cells & self.bounds
        rest = [*conditions.values, limit]
        arms: list[tuple[str, list[Any]]] = []
        if accounts:
            scan = _scan("t.assignee_id = account.id", conditions, order)
            arms.append((f"unnest(%s::bigint[]) AS account (id), {scan}", [accounts, statuses, *rest]))
        if self.assignees.nobody:
            arms.append((_scan("t.assignee_id IS NULL", conditions, order), [statuses, *rest]))
        selects = [f"SELECT found.id, found.created_at FROM {arm}" for arm, _ in arms]  # noqa: S608 -- constants
        return " UNION ALL ".join(selects), [value for _, values in arms for value in values]

    def count(self, most: int) -> tuple[str, list[Any]]:
        """A SELECT of how many there are, counted up to `most`, and its values."""
        found, values = self.first("t.created_at DESC, t.id DESC", most)
        return f"SELECT count(*) FROM (SELECT FROM ({found}) AS each LIMIT %s) AS counted", [*values, most]  # noqa: S608


def _scan(whose: str, conditions: Conditions, order: str) -> str:
    return f"""
        unnest(%s::text[]) AS one (status) CROSS JOIN LATERAL (
            SELECT t.id, t.created_at FROM tickets_ticket AS t
            WHERE {whose} AND t.status = one.status AND {conditions} ORDER BY {order} LIMIT %s) AS found
    """  # noqa: S608 -- constants


def of_assignees(assignees: Assignees, table: str) -> Conditions:
    """Those of these assignees, where the tickets to be looked at are chosen already."""
    if not assignees.accounts:
        return Conditions((f"{table}.assignee_id IS NULL",)) if assignees.nobody else Conditions()
    mine = f"{table}.assignee_id = ANY(%s)"
    part = f"({mine} OR {table}.assignee_id IS NULL)" if assignees.nobody else mine
    return Conditions((part,), (list(assignees.accounts),))
