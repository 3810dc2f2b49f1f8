"""The plain HTTP client of devtools.smoke: standard library only."""

import http.client
import json
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

TIMEOUT = 30  # seconds for one answer


class Answer:
    """What came back. `headers` by lower-case name."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.text = response.read().decode(errors="replace")

    @cached_property
    def json(self) -> Any:
        """The body; None where it is not JSON, so that a check says what came instead of failing on it."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    def get(self, *path: str | int) -> Any:
        """What is at `path` in the body, or None."""
        found = self.json
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found


@dataclass
class Desk:
    """The desk under test and the tickets made on it. No redirect is followed: one would lose a POST's body."""

    url: str
    marker: str = field(default_factory=lambda: f"smoke{uuid.uuid4().hex[:12]}")
    made: list[int] = field(default_factory=list)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request. `body` is sent as JSON, a string as it is."""
        target = urlsplit(self.url)
        connect = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
        connection = connect(target.hostname or "", target.port, timeout=TIMEOUT)
        data = body if body is None or isinstance(body, str) else json.dumps(body)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, target.path.rstrip("/") + path, data and data.encode(), sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        if method == "POST" and path.rstrip("/") == "/api/tickets" and answer.status == 201:
            created = answer.json if isinstance(answer.json, list) else [answer.json]
            self.made += [ticket["id"] for ticket in created if ticket["id"] not in self.made]
        return answer

    def get(self, path: str, **query: Any) -> Answer:
        """GET with query parameters."""
        return self.call("GET", path + (f"?{urlencode(query)}" if query else ""))

    def create(self, **values: str) -> Answer:
        """A ticket that carries the marker in its title unless told otherwise."""
        return self.call("POST", "/api/tickets/", {"title": self.marker, "description": "Smoke test.", **values})

    def found(self, **query: Any) -> list[int]:
        """The ids that the list answers with, within the tickets that carry the marker."""
        answer = self.get("/api/tickets/", **{"search": self.marker, "page_size": 100, **query})
        return [ticket["id"] for ticket in answer.get("results") or []]
