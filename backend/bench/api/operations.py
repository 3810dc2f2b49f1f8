"""What is measured: requests of each kind, to the desk and to the naive design."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import psycopg

from api.cursors import Position
from demo.corpus import COMMON, OLD, RARE
from devtools.console import Problem
from tickets.choices import Status

DEPTH = 0.8  # of the list, where the deep page is
PATCHED = 100  # tickets that are changed in turns


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `body` is JSON, `cookie` the header of who is signed in."""

    method: str
    path: str
    body: str = ""
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Requests of one kind, sent in turns.

    `naive`: the same to the naive design. `floor`: its SQL alone can be measured. `there_and_back`: the second half of
    the requests undoes the first, one by one. `few`: so large that a handful is enough, by one client.
    """

    name: str
    requests: tuple[Request, ...]
    naive: tuple[Request, ...] = ()
    floor: bool = True
    there_and_back: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What requests need to know of the tickets."""

    tickets: int
    last_id: int
    deep: Position
    ids: tuple[int, ...]
    open_ids: tuple[int, ...]
    agent: int  # an account that tickets are assigned to
    cookie: str = ""  # of its session, if it has one


def facts(url: str) -> Facts:
    """Reads them. `ids` are spread over all tickets, `open_ids` are tickets that may be changed.

    Raises Problem if they were loaded by an earlier version.
    """
    with psycopg.connect(url) as connection:
        [(tickets, last_id)] = connection.execute("SELECT count(*), max(id) FROM tickets_ticket").fetchall()
        offset = round(tickets * (1 - DEPTH))
        rows = connection.execute(
            "SELECT created_at, id FROM tickets_ticket ORDER BY created_at, id OFFSET %s LIMIT 1", [offset]
        ).fetchall()
        spread = connection.execute(
            "SELECT id FROM tickets_ticket WHERE id %% greatest(%s / 500, 1) = 0 LIMIT 500", [tickets]
        ).fetchall()
        opened = connection.execute(
            "SELECT id FROM tickets_ticket WHERE status = 'open' ORDER BY created_at DESC LIMIT %s", [PATCHED]
        ).fetchall()
        [(agent,)] = connection.execute("SELECT min(assignee_id) FROM tickets_ticket").fetchall()
    if agent is None:
        raise Problem("nobody has a ticket: drop the database of an earlier version, and it is made anew.")
    ids, open_ids = (tuple(pk for (pk,) in found) for found in (spread, opened))
    return Facts(tickets, last_id, Position(*rows[0]), ids, open_ids, agent)


def reset_patched(url: str, known: Facts) -> None:
    """Opens the tickets that were changed again, so that each change is one."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "UPDATE tickets_ticket SET status = 'open' WHERE id = ANY(%s) AND status <> 'open'", [list(known.open_ids)]
        )


_TICKET: dict[str, Any] = {
    "title": "Export stops halfway",
    "description": "The export of last month's invoices stops after a few hundred lines. " * 5,
    "category": "technical",
    "priority": "high",
}


def operations(known: Facts) -> list[Operation]:
    """All of them, in the order of the table."""
    deep_number = round(known.tickets * DEPTH / 20)
    return [
        _get("nothing", "/livez"),
        _list("list, first page", naive={}),
        *_signed_in(known.cookie),
        _list("list, page 80 % down", cursor=known.deep.encode(), naive={"page": deep_number}),
        _list("list, status", status="open", naive={"status": "open"}),
        _list("list, category", category="billing", naive={"category": "billing"}),
        _list("list, priority", priority="critical", naive={"priority": "critical"}),
        _list(
            "list, three filters",
            **(cell := {"status": "closed", "priority": "low", "category": "account"}),
            naive=cell,
        ),
        _list("list, one agent's", assignee=known.agent),
        _list("list, nobody's and open", assignee="none", status="open"),
        _list("search, rare word", search=RARE, naive={"search": RARE}),
        _list("search, common word", search=COMMON, naive={"search": COMMON}),
        _list("search, absent word", search="absentword", naive={"search": "absentword"}),
        _list("search, two words", search=f"{COMMON} {RARE}"),
        _list("search, word in old tickets only", search=OLD, naive={"search": OLD}),
        _list("search, common word, few behind filters", search=COMMON, status="open", priority="critical"),
        _list("search, old word, filter", search=OLD, status="closed"),
        _get("stats", "/api/tickets/stats/", naive="/api/stats/"),
        _get("trends, 30 days", "/api/tickets/trends/?days=30"),
        _get("trends, 366 days", "/api/tickets/trends/?days=366"),
        _each("read", known.ids, lambda pk: Request("GET", f"/api/tickets/{pk}/")),
        _post("create", "/api/tickets/", _TICKET, naive="/api/tickets/"),
        _post("create 1,000", "/api/tickets/", [_TICKET] * 1000, floor=False, few=True),
        _patch(known.open_ids),
        _post(
            "classify, from the cache", "/api/tickets/classify/", {"description": _TICKET["description"]}, floor=False
        ),
    ]


def _get(name: str, path: str, *, naive: str = "") -> Operation:
    same = (Request("GET", naive),) if naive else ()
    return Operation(name, (Request("GET", path),), same, floor=name != "nothing")


def _signed_in(cookie: str) -> list[Operation]:
    """What nobody's requests leave out: whose session it is, and what that account may do."""
    page = Request("GET", "/api/tickets/", cookie=cookie)
    return [Operation("list, first page, signed in", (page,))] if cookie else []


def _list(name: str, *, naive: dict[str, Any] | None = None, **query: Any) -> Operation:
    same = () if naive is None else (Request("GET", f"/api/tickets/?{urlencode(naive)}"),)
    return Operation(name, (Request("GET", f"/api/tickets/?{urlencode(query)}"),), same)


def _each(name: str, ids: tuple[int, ...], make: Callable[[int], Request]) -> Operation:
    requests = tuple(make(pk) for pk in ids)
    return Operation(name, requests, requests)


def _post(name: str, path: str, body: Any, *, naive: str = "", floor: bool = True, few: bool = False) -> Operation:
    text = json.dumps(body)
    same = (Request("POST", naive, text),) if naive else ()
    return Operation(name, (Request("POST", path, text),), same, floor, few=few)


def _patch(ids: tuple[int, ...]) -> Operation:
    def to(status: Status) -> tuple[Request, ...]:
        return tuple(Request("PATCH", f"/api/tickets/{pk}/", json.dumps({"status": status.value})) for pk in ids)

    both = to(Status.IN_PROGRESS) + to(Status.OPEN)
    return Operation("patch", both, both, there_and_back=True)
