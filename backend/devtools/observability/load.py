"""A short synthetic load: what people do, and a model that fails in every way it can."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any

CLIENTS = 6
# As many as one process of the desk asks the model for at once (LLM_MAX_CONCURRENT): of more, those that happen to meet
# in one process are answered by keywords, which may be half of them.
SERVED_AT_ONCE = 2

# What the fake model does for a text that contains [[fake:WORD]] (llm.providers.fake).
FAILURES = ("slow=1", "invalid", "blocked", "truncated", "500", "hang", "429=1")

_numbers = count()


class Client:
    """Asks the desk through Caddy. Answers with an error are part of the load."""

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON; an empty object for an error."""
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 -- our own http address
            f"{self._url}{path}", sent, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError:
            return {}

    def suggest(self, word: str = "", *, text: str = "") -> Any:
        """A suggestion for a text that nobody has asked about before, unless it is given."""
        asked = (
            text or f"I was charged twice this month, invoice {next(_numbers)}. {f'[[fake:{word}]]' if word else ''}"
        )
        return self.ask("POST", "/api/tickets/classify/", {"description": asked})

    def submit(self, **fields: Any) -> Any:
        """A ticket."""
        ticket = {"title": f"Invoice {next(_numbers)}", "description": "I was charged twice this month.", **fields}
        return self.ask("POST", "/api/tickets/", ticket)


def ordinary(client: Client) -> None:
    """What people do: tickets with and without suggestions, lists, changes, an analysis run."""
    for _ in range(3):
        _accept_and_override(client)
    tickets = [client.submit() for _ in range(10)]
    for ticket in tickets:
        client.ask("PATCH", f"/api/tickets/{ticket['id']}/", {"status": "in_progress"})
    _together([partial(client.ask, "GET", path) for path in _READS * 5])
    _together([client.suggest for _ in range(30)])
    for _ in range(3):
        client.suggest(text="The same text, whose answer is known already.")
    client.ask("POST", "/api/analyze/", {"ticketIds": [ticket["id"] for ticket in tickets]})
    client.ask("GET", "/api/tickets/999999999/")
    client.ask("GET", "/assets/nothing-here.js")
    client.ask("POST", "/api/errors/", {"type": "TypeError", "message": "x is not a function", "route": "/tickets"})


def failures(client: Client) -> None:
    """One suggestion for each way in which the model can fail, but for a refused key."""
    for word in FAILURES:
        client.suggest(word)


def failing_model(client: Client) -> None:
    """A round of suggestions while the model answers nothing but errors."""
    _together([lambda: client.suggest("500") for _ in range(CLIENTS)])


def working_model(client: Client) -> None:
    """A round of suggestions while the model answers, and answers each."""
    _together([client.suggest for _ in range(SERVED_AT_ONCE)])


def refused_model(client: Client) -> None:
    """The key is refused, which opens the breaker for minutes: the last thing to try."""
    client.suggest("401")
    working_model(client)


_READS = (
    "/api/tickets/",
    "/api/tickets/?status=open&category=billing",
    "/api/tickets/?search=charged",
    "/api/tickets/stats/",
    "/api/tickets/trends/",
    "/api/tickets/facets/",
    "/api/triage/accuracy/",
)


def _accept_and_override(client: Client) -> None:
    for priority in (None, "critical"):
        suggested = client.suggest()
        client.submit(
            category=suggested.get("suggested_category", "billing"),
            priority=priority or suggested.get("suggested_priority", "low"),
            suggestion_id=suggested.get("suggestion_id"),
        )


def _together(actions: Iterable[Callable[[], Any]]) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(action) for action in actions]:
            done.result()
