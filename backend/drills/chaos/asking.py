"""One request after the other over https, each with what became of it."""

import http.client
import json
import re
import select
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 40.0  # seconds: no answer after that is none
_TRACE = re.compile(rb"Traceback \(most recent call last\)|File \"/|psycopg|django\.db")
_BY_CADDY = "The desk is starting or out of reach"
_KEYS = {"code", "message", "request_id"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What for; when it began and ended (time.monotonic); the status, 0 for none; what was wrong with the answer."""

    what: str
    began: float
    ended: float
    status: int
    code: str = ""  # of the error body, or the name of what the client got instead of an answer
    retry_after: bool = False
    fault: str = ""
    reached: bool = True  # False if the connection was refused, so that nothing can have happened
    body: Any = field(default=None, repr=False)

    @property
    def failed(self) -> bool:
        return not 200 <= self.status < 300

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Client:
    """Keeps a connection open in each thread that uses it."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        self._port, self._trust = port, trust
        self._threads = threading.local()
        self._connections: list[http.client.HTTPSConnection] = []

    def close(self) -> None:
        """All connections; nobody may be asking any more."""
        for connection in self._connections:
            connection.close()

    def ask(self, what: str, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Asked:
        """Never raises: what goes wrong is told in the answer."""
        began = time.monotonic()
        sent = None if body is None else json.dumps(body)
        connection = self._connection()
        connected = connection.sock is not None
        try:
            if not connected:
                connection.connect()
            connected = True
            connection.request(method, path, sent, dict(headers))
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return Asked(what, began, time.monotonic(), 0, type(error).__name__, reached=connected)
        ended = time.monotonic()
        told, fault = _read(response, content)
        code = _code(told) if response.status >= 400 and isinstance(told, dict) else ""
        retry_after = "Retry-After" in response.headers
        return Asked(what, began, ended, response.status, code, retry_after, fault, body=told)

    def _connection(self) -> http.client.HTTPSConnection:
        kept: http.client.HTTPSConnection | None = getattr(self._threads, "connection", None)
        if kept is None:
            kept = http.client.HTTPSConnection("localhost", self._port, timeout=PATIENCE, context=self._trust)
            self._threads.connection = kept
            self._connections.append(kept)
        # Readable before anything was asked: the other side has closed it, which every client looks for.
        if kept.sock is not None and select.select([kept.sock], [], [], 0)[0]:
            kept.close()
        return kept


def _code(body: dict[str, Any]) -> str:
    """Of the error. Caddy speaks with a code of the desk, but knows nothing of what a server did that was lost."""
    code = str(body.get("error", {}).get("code", ""))
    return f"{code} by Caddy" if str(body.get("detail")).startswith(_BY_CADDY) else code


def _read(response: http.client.HTTPResponse, content: bytes) -> tuple[Any, str]:
    """The body, and what is wrong with it as an answer of the desk."""
    if _TRACE.search(content):
        return None, "the inside of the desk is in the body"
    try:
        body = json.loads(content)
    except ValueError:
        return None, f"no JSON: {content[:80]!r}"
    if response.status < 400:
        return body, ""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict) or not error.keys() >= _KEYS or body.get("detail") != error["message"]:
        return body, "an error body of another shape"
    if response.status != 400 and error["request_id"] != response.headers["X-Request-ID"]:
        return body, "another request id in the body than in the header"
    return body, ""
