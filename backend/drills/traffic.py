"""People at work on the desk, who notice how it answers."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

PEOPLE = 3
PAUSE = 0.2  # seconds between what one of them does and the next
PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Asked:
    """One request: what for, the seconds it took, and the answer's status, 0 for none."""

    what: str
    seconds: float
    status: int


class Traffic:
    """What they have noticed since the last time somebody asked."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._asked: list[Asked] = []
        self._lock = threading.Lock()
        self._number = count()

    def one_turn(self) -> None:
        """Lists tickets, and asks for a suggestion for a text of which nobody has asked before."""
        self._ask("lists", "/api/tickets/")
        text = f"I was charged twice this month, invoice {next(self._number)}."
        self._ask("suggestions", "/api/tickets/classify/", json.dumps({"description": text}).encode())

    def _ask(self, what: str, path: str, body: bytes | None = None) -> None:
        request = urllib.request.Request(f"{self._url}{path}", body, {"Content-Type": "application/json"})  # noqa: S310
        began = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 -- our own http address
                response.read()
                status = response.status
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        with self._lock:
            self._asked.append(Asked(what, time.monotonic() - began, status))

    def noticed(self) -> str:
        """In words, and forgotten."""
        with self._lock:
            asked, self._asked = self._asked, []
        told = []
        for what in ("lists", "suggestions"):
            mine = [one for one in asked if one.what == what]
            failed = sum(one.status != 200 for one in mine)
            slowest = max((one.seconds for one in mine), default=0)
            told.append(f"{len(mine)} {what}, {failed} failed, slowest {slowest:.1f} s")
        return "; ".join(told)


@contextmanager
def traffic(url: str) -> Iterator[Traffic]:
    """A few people until the end of the block."""
    going, over = Traffic(url), threading.Event()

    def work() -> None:
        while not over.wait(PAUSE):
            going.one_turn()

    threads = [threading.Thread(target=work) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    try:
        yield going
    finally:
        over.set()
        for thread in threads:
            thread.join()
