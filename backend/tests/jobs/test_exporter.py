"""What Prometheus reads from a real worker."""

import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path

from devtools.ports import free_port
from tests.jobs.workers import WorkerProcess, status, told
from tests.telemetry.server import Samples, parse, value

Start = Callable[..., WorkerProcess]
Enqueue = Callable[..., int]


def read(port: int) -> Samples:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as response:
        return parse(response.read().decode())


def test_its_jobs_and_what_the_database_knows(start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path) -> None:
    port = free_port()
    worker = start_worker(WORKER_METRICS_BIND=f"127.0.0.1:{port}").until_started()
    labels = {"task": "drill.wait", "outcome": "succeeded"}
    assert ("desk_job_duration_seconds_count", tuple(sorted({**labels, "outcome": "failed"}.items()))) in read(port)
    (tmp_path / "go").touch()
    job = enqueue_drill("wait")
    worker.wait_for(lambda: status(job) == "succeeded")
    worker.wait_for(lambda: value(read(port), "desk_job_duration_seconds_count", **labels) == 1)
    samples = read(port)
    assert value(samples, "desk_exporter_database_up") == 1
    assert value(samples, "desk_build_info") == 1
    assert value(samples, "desk_workers") <= 1  # its first sign of life may be younger than the answer that is kept
    assert worker.stop() == 0


def test_a_job_that_is_found_stalled_is_counted(start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path) -> None:
    port, stalled = free_port(), "6"  # seconds: a busy machine may pause for some of them
    first = start_worker(WORKER_METRICS_BIND="", WORKER_STALLED_SECONDS=stalled)
    enqueue_drill("wait")
    first.wait_for(lambda: told(tmp_path))
    second = start_worker(WORKER_METRICS_BIND=f"127.0.0.1:{port}", WORKER_STALLED_SECONDS=stalled).until_started()
    assert value(read(port), "desk_jobs_stalled_total") == 0
    first.kill()
    second.wait_for(lambda: value(read(port), "desk_jobs_stalled_total") >= 1)


def test_a_port_that_is_taken_stops_no_job(start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        worker = start_worker(WORKER_METRICS_BIND=f"127.0.0.1:{taken.getsockname()[1]}")
        (tmp_path / "go").touch()
        job = enqueue_drill("wait")
        worker.wait_for(lambda: status(job) == "succeeded")
    assert "metrics_not_served" in worker.log
