"""Clients of the desk: one keeps a connection, as the reverse proxy does; many of them make load in a process of
their own, so that what they cost is not measured as the desk's."""

import http.client
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any

TEXTS = (
    "I was charged twice for my subscription this month.",
    "The export crashes each time with an error, and the report is due this afternoon.",
    "I cannot sign in since I changed my password.",
    "How do I add a custom field to the form?",
)


class Client:
    """Raises RuntimeError for an answer that is not the expected one."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> tuple[Any, float]:
        """The answer's JSON, and the seconds until it was read."""
        sent = None if body is None else json.dumps(body)
        started = time.perf_counter()
        self._connection.request(method, path, sent, {"Content-Type": "application/json"} if sent else {})
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        if response.status != expect:
            raise RuntimeError(f"{method} {path} answered {response.status}: {content[:300]!r}")
        return json.loads(content), seconds

    def classify(self) -> tuple[Any, float]:
        """Asks for a suggestion for a text that nobody has asked about before."""
        return self.call("POST", "/api/tickets/classify/", {"description": _text()})

    def create(self) -> float:
        """Seconds."""
        return self.call("POST", "/api/tickets/", {"title": "Help", "description": _text()}, expect=201)[1]

    def list(self) -> float:
        """Seconds for the first page."""
        return self.call("GET", "/api/tickets/")[1]


def _text() -> str:
    return f"{random.choice(TEXTS)} Reference {random.getrandbits(48):x}."  # noqa: S311 -- not for secrets


@contextmanager
def classifying(port: int, clients: int, pause: float) -> Iterator[None]:
    """Meanwhile, that many clients ask for suggestions, each again `pause` seconds after its answer.

    Raises RuntimeError at the end if one of them did not get its answer.
    """
    process = multiprocessing.get_context("spawn").Process(target=_classify_for_ever, args=(port, clients, pause))
    process.start()
    try:
        yield
        if not process.is_alive():
            raise RuntimeError("A request for a suggestion failed: its error stands above.")
    finally:
        process.terminate()
        process.join()


def _classify_for_ever(port: int, clients: int, pause: float) -> None:
    def one(number: int) -> None:
        time.sleep(pause * number / clients)  # not all in the same moment
        client = Client(port)
        while True:
            client.classify()
            time.sleep(pause)

    with ThreadPoolExecutor(clients) as pool:
        for ended in as_completed([pool.submit(one, number) for number in range(clients)]):
            sys.stderr.write(f"{ended.exception()}\n")
            os._exit(1)
