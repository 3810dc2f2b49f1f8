"""The counters of several processes add up, whatever becomes of the processes."""

import http.client
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from telemetry.metrics import processes
from tests.patience import eventually
from tests.telemetry.server import Samples, Server, gunicorn, value

REQUESTS = 400  # of each round; `make bench-metrics` makes 10,000
CLIENTS = 4
ROUTE = "/api/session/"

pytestmark = pytest.mark.django_db(transaction=True)


def counted(samples: Samples) -> dict[str, int]:
    """The same requests as three metrics count them."""
    ours = value(samples, "desk_http_request_duration_seconds_count", route=ROUTE, status_class="2xx")
    theirs = value(samples, "django_http_requests_latency_seconds_by_view_method_count", view="session", method="GET")
    responses = value(samples, "django_http_responses_total_by_status_view_method_total", view="session", status="200")
    return {"ours": int(ours), "theirs": int(theirs), "responses": int(responses)}


def ask_many(server: Server, requests: int) -> tuple[int, int]:
    """How many were answered, and how many broke off."""

    def one(number: int) -> tuple[int, int]:
        answered = broken = 0
        for _ in range(number):
            try:
                status, _body = server.ask(ROUTE)
                assert status == 200
                answered += 1
            except (OSError, http.client.HTTPException):
                broken += 1
        return answered, broken

    with ThreadPoolExecutor(CLIENTS) as pool:
        ended = list(pool.map(one, [requests // CLIENTS] * CLIENTS))
    return sum(answered for answered, _ in ended), sum(broken for _, broken in ended)


def wait_until_idle(server: Server) -> None:
    """Each process looks once a second how many requests it works on."""
    assert eventually(lambda: not value(server.samples(), "desk_http_requests_in_flight"))


def test_they_add_up_exactly_also_after_workers_were_killed_and_replaced(tmp_path: Path) -> None:
    with gunicorn(tmp_path, workers=4) as server:
        assert ask_many(server, REQUESTS) == (REQUESTS, 0)
        assert set(counted(server.samples()).values()) == {REQUESTS}

        killed = set(sorted(server.wait_for(4))[:2])
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        server.wait_for(4, without=killed)
        assert set(counted(server.samples()).values()) == {REQUESTS}
        assert ask_many(server, REQUESTS) == (REQUESTS, 0)
        samples = server.samples()
        assert set(counted(samples).values()) == {2 * REQUESTS}
        wait_until_idle(server)


def test_a_worker_killed_at_work_loses_no_answered_request(tmp_path: Path) -> None:
    with gunicorn(tmp_path, workers=2) as server, ThreadPoolExecutor(1) as beside:
        asking = beside.submit(ask_many, server, REQUESTS)
        victim = min(server.wait_for(2))
        os.kill(victim, signal.SIGKILL)
        answered, broken = asking.result()
        server.wait_for(2, without={victim})
        for number in counted(server.samples()).values():
            assert answered <= number <= answered + broken
        wait_until_idle(server)


def test_the_folder_is_in_memory_and_gone_afterwards(tmp_path: Path) -> None:
    with gunicorn(tmp_path) as server:
        [folder] = Path("/dev/shm").glob(f"triage-desk-metrics-{server.process.pid}-*")
        assert list(folder.glob("histogram_*.db"))
    assert not folder.exists()


def test_a_folder_of_ones_own_is_emptied_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    for _ in range(2):
        with gunicorn(tmp_path, PROMETHEUS_MULTIPROC_DIR=str(folder)) as server:
            ask_many(server, 40)
            assert set(counted(server.samples()).values()) == {40}


def test_files_of_a_process_that_was_killed_while_it_made_them_hold_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    with gunicorn(tmp_path, PROMETHEUS_MULTIPROC_DIR=str(folder)) as server:
        for name in ("counter_4194305.db", "gauge_livesum_4194305.db"):
            (folder / name).touch()
        ask_many(server, 40)
        assert set(counted(server.samples()).values()) == {40}


def test_what_a_killed_server_left_behind_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_MEMORY", tmp_path)
    monkeypatch.delenv(processes.FOLDER, raising=False)
    gone, mine, other = (tmp_path / name for name in ("triage-desk-metrics-4194305-a", "else-4194305-a", ""))
    gone.mkdir()
    mine.mkdir()
    try:
        processes.begin()
        folder = Path(os.environ[processes.FOLDER])
        assert folder.parent == other
        assert (gone.exists(), mine.exists(), folder.exists()) == (False, True, True)
        processes.end()
        assert not folder.exists()
    finally:
        os.environ.pop(processes.FOLDER, None)


def test_without_metrics_there_are_none(tmp_path: Path) -> None:
    with gunicorn(tmp_path, METRICS="false") as server:
        assert server.ask("/metrics")[0] == 404
