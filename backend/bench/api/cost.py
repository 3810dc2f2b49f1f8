"""What an operation costs inside the application, without servers and clients: `python -m bench.api.cost`.

Reads operations from standard input, {name: [[method, path, body, cookie], ...]}; writes what each costs; both as JSON.
CPU time is that of the thread, the least of several series, because other work on the machine can only add to it. A
request that takes longer than SLOW is sent a few times only.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.wsgi import application

SERIES, SERIES_SECONDS = 7, 0.3
SLOW = 0.5  # seconds
STATEMENTS = 200  # requests whose SQL is kept

_Raw = Sequence[str]  # method, path, body, cookie


def main() -> None:
    """Standard input to standard output."""
    settings.ALLOWED_HOSTS.append("localhost")
    asked: dict[str, list[_Raw]] = json.load(sys.stdin)
    json.dump({name: cost(requests) for name, requests in asked.items()}, sys.stdout)


class Refused(Exception):
    """A request was not answered with success."""


def cost(requests: Sequence[_Raw]) -> dict[str, Any]:
    """Milliseconds of CPU and of waiting for the database for one request, its queries, and the SQL of each request.

    `failed` alone says why there is nothing of it.
    """
    try:
        return _cost(requests)
    except Refused as refused:
        return {"failed": str(refused)}


def _cost(requests: Sequence[_Raw]) -> dict[str, Any]:
    started = time.perf_counter()
    first = _statements(requests[0])
    slow = time.perf_counter() - started > SLOW
    statements = [first, *(_statements(one) for one in requests[1:STATEMENTS])]
    turns = cycle(requests)
    return {
        "queries": statistics.median(len(sent) for sent in statements),
        "cpu_ms": min(_series(turns, least=1 if slow else 3) for _ in range(2 if slow else SERIES)),
        "database_ms": statistics.median(_database_ms(one) for one in islice(turns, 3 if slow else 15)),
        "statements": statements,
    }


def _series(turns: Iterator[_Raw], *, least: int) -> float:
    done, until = 0, time.perf_counter() + SERIES_SECONDS
    started = time.thread_time()
    while done < least or time.perf_counter() < until:
        _answer(next(turns))
        done += 1
    return (time.thread_time() - started) / done * 1000


def _statements(request: _Raw) -> list[str]:
    with CaptureQueriesContext(connection) as sent:
        _answer(request)
    return [query["sql"] for query in sent.captured_queries]


def _database_ms(request: _Raw) -> float:
    spent = 0.0

    def timed(execute: Any, *arguments: Any) -> Any:
        nonlocal spent
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent += time.perf_counter() - started

    with connection.execute_wrapper(timed):
        _answer(request)
    return spent * 1000


def _answer(request: _Raw) -> None:
    method, target, body, cookie = request
    path, _, query = target.partition("?")
    sent = body.encode()
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(sent)) if sent else "",
        "CONTENT_TYPE": "application/json" if sent else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(sent),
        "wsgi.errors": sys.stderr,
    }
    status: list[str] = []
    response: Any = application(environ, lambda line, *_: status.append(line))  # type: ignore[arg-type]
    content = b"".join(response)
    response.close()
    if not status[0].startswith("2"):
        raise Refused(f"{method} {target} answered {status[0]}: {content[:300]!r}")


if __name__ == "__main__":
    main()
