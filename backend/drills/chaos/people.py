"""Constant mixed load: requests begin at their own pace, however long the ones before them take."""

import random
import secrets
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

from drills.chaos.asking import Asked, Client
from drills.chaos.ledger import Ledger, Told, told

# What is done how often, in shares.
WORK = {
    "create": 15,
    "create with a key": 15,
    "change": 20,
    "list": 15,
    "search": 5,
    "read": 10,
    "stats": 10,
    "classify": 10,
}
AT_ONCE = 400  # requests under way, at most
AGAIN = 2.0  # seconds after which somebody with an Idempotency-Key tries again
ATTEMPTS = 8
OWN = 40  # tickets that are changed, each by one person at a time


class People:
    """At work until `stop`; what they asked is in `asked`, what they were told in `ledger`."""

    def __init__(self, client: Client, identities: list[dict[str, str]], rate: float) -> None:
        self.ledger = Ledger()
        self.asked: list[Asked] = []
        self._client, self._identities, self._rate = client, identities, rate
        self._dice = random.Random(20261121)  # noqa: S311 -- the same work each time
        self._lock = threading.Lock()
        self._numbers = count()
        self._mine: deque[dict[str, Any]] = deque()
        self._known: deque[int] = deque(maxlen=500)
        self._over = threading.Event()

    def prepare(self) -> None:
        """Tickets of their own. Raises RuntimeError if the desk takes none."""
        for _ in range(OWN):
            answer = self._create("prepare", {"category": "general", "priority": "low"})
            if answer.failed:
                raise RuntimeError(f"The desk takes no ticket: {answer}")
            self._mine.append(answer.body)

    def work(self) -> None:
        """Begins a request every 1/rate seconds until told to stop, and waits for the last ones."""
        kinds, weights = list(WORK), list(WORK.values())
        with ThreadPoolExecutor(AT_ONCE) as pool:
            due = time.monotonic()
            while not self._over.is_set():
                pool.submit(self._do, self._dice.choices(kinds, weights)[0])
                due += 1 / self._rate
                self._over.wait(max(0.0, due - time.monotonic()))

    def stop(self) -> None:
        self._over.set()

    def since(self, moment: float) -> list[Asked]:
        """What ended after that moment."""
        with self._lock:
            return [one for one in self.asked if one.ended >= moment]

    def _do(self, what: str) -> None:
        match what:
            case "create":
                self._create(what, {})
            case "create with a key":
                self._create(what, {}, key=secrets.token_hex(16))
            case "change":
                self._change(what)
            case "list":
                self._get(what, "/api/tickets/?status=open&page_size=20")
            case "search":
                self._get(what, "/api/tickets/?search=parcel&page_size=20")
            case "read":
                self._get(what, f"/api/tickets/{self._dice.choice(list(self._known))}/")
            case "stats":
                self._get(what, "/api/tickets/stats/")
            case "classify":
                text = f"I was charged twice, invoice {next(self._numbers)}."
                self._note(self._client.ask(what, "POST", "/api/tickets/classify/", self._who(), {"description": text}))

    def _create(self, what: str, values: dict[str, str], key: str = "") -> Asked:
        mark = secrets.token_hex(8)
        body = {"title": f"Order {mark}", "description": f"The parcel never came. Reference {mark}.", **values}
        headers = self._who() | ({"Idempotency-Key": key} if key else {})
        for attempt in range(ATTEMPTS):
            answer = self._note(self._client.ask(what, "POST", "/api/tickets/", headers, body))
            self.ledger.ticket(mark, told(answer))
            if not answer.failed:
                self._known.append(answer.body["id"])
            if not key or not answer.failed or attempt + 1 == ATTEMPTS:
                break
            time.sleep(AGAIN)
        return answer

    def _change(self, what: str) -> None:
        try:
            ticket = self._mine.popleft()
        except IndexError:  # all of them are being changed
            return self._get("list", "/api/tickets/?status=open&page_size=20")
        mark = f"Changed {secrets.token_hex(8)}"
        body = {"title": mark, "version": ticket["version"]}
        answer = self._note(self._client.ask(what, "PATCH", f"/api/tickets/{ticket['id']}/", self._who(), body))
        outcome = told(answer)
        self.ledger.change(mark, outcome)
        if outcome is Told.STORED:
            self._mine.append(answer.body)
        elif outcome is Told.REFUSED:
            self._mine.append(ticket)
        else:  # whoever looks again finds out
            self._mine.append({"id": ticket["id"], "version": self._version(ticket)})
        return None

    def _version(self, ticket: dict[str, Any]) -> int:
        while not self._over.is_set():
            answer = self._client.ask("read", "GET", f"/api/tickets/{ticket['id']}/", self._who())
            if not answer.failed:
                return int(answer.body["version"])
            time.sleep(AGAIN)
        return int(ticket["version"])

    def _get(self, what: str, path: str) -> None:
        self._note(self._client.ask(what, "GET", path, self._who()))

    def _who(self) -> dict[str, str]:
        return dict(self._identities[next(self._numbers) % len(self._identities)])

    def _note(self, asked: Asked) -> Asked:
        kept = asked if asked.failed else Asked(asked.what, asked.began, asked.ended, asked.status, fault=asked.fault)
        with self._lock:
            self.asked.append(kept)
        return asked


@contextmanager
def at_work(client: Client, identities: list[dict[str, str]], rate: float) -> Iterator[People]:
    """People who work at `rate` requests a second until the end of the block."""
    people = People(client, identities, rate)
    people.prepare()
    thread = threading.Thread(target=people.work)
    thread.start()
    try:
        yield people
    finally:
        people.stop()
        thread.join()
