"""The application as a server calls it, before any middleware."""

import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory


@pytest.mark.parametrize("charset", ["hex", "rot13", "base64", "undefined", "idna", "klingon"])
@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/livez", "200 OK"), ("POST", "/api/tickets/", "415 Unsupported Media Type")]
)
def test_a_strange_charset_fails_nothing(
    method: str, path: str, status: str, charset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DB_POOL", "false")  # not set by importing it, so not left behind
    from config.wsgi import application

    connection.close()  # which a server does between requests
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD=method,
        PATH_INFO=path,
        QUERY_STRING="search=gr%C3%BCn",
        CONTENT_LENGTH="2",
        **{"CONTENT_TYPE": f"application/json; charset={charset}", "wsgi.input": io.BytesIO(b"{}")},
    )
    answered: list[Any] = []
    body = b"".join(application(environ, lambda status, _headers: answered.append(status)))
    assert answered == [status]
    assert json.loads(body)
