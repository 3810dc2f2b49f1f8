"""Waiting for a server ends when it answers, and when it cannot any more."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from devtools import answering
from devtools.answering import answers, comes_to_answer
from devtools.ports import free_port


class Handler(http.server.BaseHTTPRequestHandler):
    """Ready at the third request."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200 if self.asked >= 3 else 503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def url() -> Iterator[str]:
    Handler.asked = 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_error_is_no_answer_yet(url: str) -> None:
    assert not answers(url)
    assert comes_to_answer(url)
    assert Handler.asked == 3


def test_what_has_ended_is_not_waited_for() -> None:
    assert not comes_to_answer(f"http://127.0.0.1:{free_port()}/", lives=lambda: False)


def test_it_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "START_LIMIT", 0.3)
    assert not comes_to_answer(f"http://127.0.0.1:{free_port()}/")
