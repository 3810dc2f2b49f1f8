"""Calling the application as a server does, past every client library: a header may hold any bytes."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import RequestFactory

ERRORS = {400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 429}


@dataclass(frozen=True)
class Answer:
    """What the application said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Caller:
    """Calls the application with environments of its own making."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(
        self,
        method: str,
        path: str,
        *,
        query: str = "",
        headers: Mapping[str, bytes] | None = None,
        body: bytes = b"",
        **environ: Any,
    ) -> Answer:
        """`path` as gunicorn hands it on: unquoted, each character a byte. Headers as they came over the wire."""
        given = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/json",
            "wsgi.input": io.BytesIO(body),
        }
        for name, value in (headers or {}).items():
            key = name.upper().replace("-", "_")
            given[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value.decode("latin-1")
        said: list[Any] = []
        made = RequestFactory()._base_environ(**{**given, **environ})
        chunks = self._application(made, lambda status, fields: said.extend([status, fields]))
        try:
            body = b"".join(chunks)
        finally:
            chunks.close()
        return Answer(int(said[0].split()[0]), {name.lower(): value for name, value in said[1]}, body)


def expect_harmless(answer: Answer) -> None:
    """A plain success, or an error that the API promises; nothing of what was sent can be taken for a page."""
    assert answer.status < 400 or answer.status in ERRORS, (answer.status, answer.body)
    assert b"Traceback" not in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"
    for value in answer.headers.values():
        assert not set(value) & set("\r\n\0")
    if answer.status >= 400 and answer.body:
        error = answer.json["error"]
        assert answer.headers["content-type"] == "application/json"
        assert {"code", "message", "request_id"} <= set(error) <= {"code", "message", "request_id", "fields"}
        assert error["request_id"] == answer.headers["x-request-id"]
