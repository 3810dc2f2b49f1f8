"""People who work tickets all the while, and remember what they were answered."""

import http.client
import threading
from collections.abc import Iterator
from typing import Any, Self

import psycopg

from devtools.console import Problem
from devtools.smoke_client import Desk

CLIENTS = 3
PAUSE = 0.05  # seconds between two tickets of one client: the machine has other things to do


class Traffic:
    """Requests to the desk at `url` from the block's beginning to its end.

    `answered` counts them, `lost` tells each that failed, and `tickets` has the status that each ticket was last
    acknowledged to have.
    """

    def __init__(self, url: str) -> None:
        self.answered = 0
        self.lost: list[str] = []
        self.tickets: dict[int, str] = {}
        self._url = url
        self._done = threading.Event()
        self._counting = threading.Lock()
        self._clients = [threading.Thread(target=self._work) for _ in range(CLIENTS)]

    def __enter__(self) -> Self:
        for client in self._clients:
            client.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for client in self._clients:
            client.join()

    def check(self, database_url: str) -> None:
        """Raises Problem unless every request was answered as it should, and what was acknowledged is stored."""
        if self.lost or not self.answered:
            raise Problem(f"of {self.answered + len(self.lost)} requests {len(self.lost)} failed: {self.lost[:5]}")
        with psycopg.connect(database_url) as database:
            found = database.execute("SELECT id, status FROM tickets_ticket WHERE id = ANY(%s)", [list(self.tickets)])
            stored: dict[int, str] = dict(found.fetchall())
        if stored != self.tickets:
            differ = {number for number, status in self.tickets.items() if stored.get(number) != status}
            raise Problem(f"these tickets are not stored as they were acknowledged: {sorted(differ)}")

    def _work(self) -> None:
        desk = Desk(self._url)
        while not self._done.wait(PAUSE):
            for _ in self._ticket(desk):
                if self._done.is_set():
                    return

    def _ticket(self, desk: Desk) -> Iterator[None]:
        """A ticket's way; yields after each request."""
        made = self._ask(desk, 201, "POST", "/api/tickets/", {"title": desk.marker, "description": "It hums."})
        yield
        if made is None:
            return
        path = f"/api/tickets/{made['id']}/"
        self.tickets[made["id"]] = made["status"]
        for read in ("/api/tickets/?status=open", f"/api/tickets/?search={desk.marker}", path, "/api/tickets/stats/"):
            self._ask(desk, 200, "GET", read)
            yield
        for status in ("in_progress", "resolved"):
            changed = self._ask(desk, 200, "PATCH", path, {"status": status})
            if changed is not None:
                self.tickets[made["id"]] = changed["status"]
            yield
        self._ask(desk, 200, "GET", f"{path}history/")
        yield

    def _ask(self, desk: Desk, expected: int, method: str, path: str, body: Any = None) -> Any:
        try:
            answer = desk.call(method, path, body)
            told = "" if answer.status == expected else f"{answer.status} {answer.text[:200]}"
        except (OSError, http.client.HTTPException) as error:
            told = f"{type(error).__name__}: {error}"
        with self._counting:
            if told:
                self.lost.append(f"{method} {path}: {told}")
                return None
            self.answered += 1
        return answer.json
