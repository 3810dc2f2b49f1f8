"""A server that is told to stop says so first, and finishes what is under way."""

import http.client
import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.llm_server import FakeLLMServer
from tests.patience import eventually
from tests.telemetry.server import LIMIT, Server, gunicorn
from tests.triage.conftest import ANSWER
from tests.triage.vendors import environment

pytestmark = pytest.mark.django_db(transaction=True)

CLASSIFY = json.dumps({"description": "I was charged twice."})
JSON = {"Content-Type": "application/json"}


def until_not_ready(server: Server) -> None:
    assert eventually(lambda: server.ask("/readyz")[0] != 200)


def test_it_turns_not_ready_while_it_still_serves_and_a_second_order_ends_it(tmp_path: Path) -> None:
    with gunicorn(tmp_path, workers=2, DRAIN_SECONDS="3600") as server:
        assert server.ask("/readyz")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        until_not_ready(server)
        for _ in range(8):  # whichever process answers
            assert server.ask("/readyz") == (503, b'{"status": "draining", "checks": {}, "version": "dev"}')
            assert server.ask("/servez") == (503, b'{"status": "draining"}')
            assert server.ask("/livez")[0] == 200
            assert server.ask("/api/tickets/")[0] == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=LIMIT) == 0


def test_after_its_time_it_ends_by_itself(tmp_path: Path) -> None:
    with gunicorn(tmp_path, DRAIN_SECONDS="0.5") as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=LIMIT) == 0


def test_what_is_under_way_is_finished(tmp_path: Path) -> None:
    """Also without a time to drain: a connection that is kept learns of it, and a slow answer arrives."""
    patient = {"LLM_DEADLINE_SECONDS": str(LIMIT), "GRACEFUL_TIMEOUT": str(LIMIT)}
    with (
        FakeLLMServer(["held"], answer=dict(ANSWER)) as model,
        gunicorn(tmp_path, **environment("openai", model, **patient)) as server,
        closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=LIMIT)) as kept,
        closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=LIMIT)) as slow,
        ThreadPoolExecutor(1) as beside,
    ):

        def kept_hears() -> str:
            kept.request("GET", "/readyz")
            return str(json.loads(kept.getresponse().read())["status"])

        assert kept_hears() == "ok"
        slow.request("POST", "/api/tickets/classify/", CLASSIFY, JSON)
        answer = beside.submit(slow.getresponse)
        assert eventually(lambda: model.requests)
        server.process.send_signal(signal.SIGTERM)
        until = time.monotonic() + LIMIT
        while (heard := kept_hears()) == "ok":  # until the order has come to the process that answers
            assert time.monotonic() < until
            time.sleep(0.02)
        assert heard == "draining"
        model.release()
        finished = answer.result()
        assert (finished.status, json.loads(finished.read())["source"]) == (200, "llm")
        assert server.process.wait(timeout=LIMIT) == 0


def test_one_worker_tells_for_all_what_the_desk_runs_with(tmp_path: Path) -> None:
    with gunicorn(tmp_path, workers=3) as server:

        def lines(event: str) -> int:
            return server.log.read_text().count(event)

        assert (lines("Models asked"), lines("desk_open")) == (1, 1)
        before = server.wait_for(3)
        server.process.send_signal(signal.SIGHUP)
        server.wait_for(3, without=before)
        assert (lines("Models asked"), lines("desk_open")) == (2, 2)
