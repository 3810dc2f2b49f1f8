"""An analysis run that is under way while its worker dies."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bench.rounds import promise, say
from drills.chaos.asking import Client

TICKETS = 500  # at five answers of 0.2 s at a time this takes the worker 20 s and more
LIMIT = 300.0  # seconds for what is left of it at the end


def begin(client: Client, who: Mapping[str, str]) -> int:
    """Tickets of its own, and a run over them. Raises RuntimeError if the desk refuses."""
    ids: list[int] = []
    for start in range(0, TICKETS, 500):
        bodies = [
            {"title": f"Analysed {n}", "description": "It hums.", "category": "general", "priority": "low"}
            for n in range(start, min(start + 500, TICKETS))
        ]
        ids += [ticket["id"] for ticket in _ask(client, who, "POST", "/api/tickets/", bodies)]
    return int(_ask(client, who, "POST", "/api/analyze/", {"ticketIds": ids})["id"])


def check(client: Client, who: Mapping[str, str], run: int) -> bool:
    """It completes, and each of its tickets is in it once."""
    until = time.monotonic() + LIMIT
    while (status := _ask(client, who, "GET", f"/api/analyze/{run}/status/"))["finished_at"] is None:
        if time.monotonic() > until:
            break
        time.sleep(2)
    say(f"the analysis: {status['status']}, {status['counts']}")
    rows: Counter[int] = Counter()
    page: str | None = "1"
    while page:
        answer = _ask(client, who, "GET", f"/api/analyze/{run}/tickets/?page_size=200&page={page}")
        rows.update(row["ticket_id"] for row in answer["results"])
        page = answer["next"]
    whole = len(rows) == TICKETS and max(rows.values()) == 1
    return promise("the analysis run completes, with every ticket once", status["status"] == "completed" and whole)


def _ask(client: Client, who: Mapping[str, str], method: str, path: str, body: Any = None) -> Any:
    answer = client.ask("analysis", method, path, who, body)
    if answer.failed:
        raise RuntimeError(f"{method} {path}: {answer}")
    return answer.body
