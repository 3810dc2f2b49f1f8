"""Real workers, killed and stopped in the middle of jobs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from jobs.models import JobError
from jobs.recovery import DIED
from jobs.status import queue_status
from tests.jobs.workers import WorkerProcess, status, told

Start = Callable[..., WorkerProcess]
Enqueue = Callable[..., int]


def test_a_job_whose_worker_is_killed_is_finished_by_another(
    start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path
) -> None:
    first = start_worker()
    job = enqueue_drill("wait")
    first.wait_for(lambda: told(tmp_path))
    first.kill()
    assert status(job) == "doing"

    second = start_worker()
    second.wait_for(lambda: len(told(tmp_path)) == 2)
    (tmp_path / "go").touch()
    second.wait_for(lambda: status(job) == "succeeded")
    assert told(tmp_path) == [["began", str(first.pid)], ["began", str(second.pid)], ["ended", str(second.pid)]]
    error = JobError.objects.get(job_id=job)
    assert (error.attempt, error.error) == (1, DIED)
    assert second.stop() == 0


def test_a_job_whose_worker_lives_is_left_alone(start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path) -> None:
    stalled = 6  # seconds: a busy machine may pause for some of them, and nobody is to be taken for dead
    first, second = (start_worker(WORKER_STALLED_SECONDS=str(stalled)).until_started() for _ in range(2))
    job = enqueue_drill("wait")
    first.wait_for(lambda: told(tmp_path))
    rounds = ProcrastinateJob.objects.filter(task_name="jobs.recover_stalled", status="succeeded")
    before = rounds.count()
    second.wait_for(lambda: rounds.count() >= before + stalled + 2)  # one a second
    (tmp_path / "go").touch()
    first.wait_for(lambda: status(job) == "succeeded")
    assert [what for what, _ in told(tmp_path)] == ["began", "ended"]


def test_a_worker_that_was_taken_for_dead_begins_anew(start_worker: Start) -> None:
    first = start_worker().until_started()
    first.wait_for(ProcrastinateWorker.objects.exists)  # it says that it has started, and then signs on
    first.pause()
    old = ProcrastinateWorker.objects.get()
    second = start_worker()
    rounds = ProcrastinateJob.objects.filter(task_name="jobs.recover_stalled", status="succeeded")
    second.wait_for(lambda: rounds.filter(worker__gt=old.pk).count() >= 5)  # longer than WORKER_STALLED_SECONDS
    third = start_worker().until_started()  # forgets the dead when it starts
    third.wait_for(lambda: not ProcrastinateWorker.objects.filter(pk=old.pk).exists())
    first.resume()
    assert first.exit_status() == 1
    # Whichever comes first: it looks for itself, or takes a job in the name of a worker that is no more.
    assert "GivenUp" in first.log or "ForeignKeyViolation" in first.log


def test_a_stop_lets_a_running_job_finish(start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path) -> None:
    worker = start_worker()
    job = enqueue_drill("wait")
    worker.wait_for(lambda: told(tmp_path))
    worker.order_to_stop()
    worker.wait_for(lambda: "worker_stopping" in worker.log)
    later = [enqueue_drill("wait") for _ in range(3)]
    (tmp_path / "go").touch()
    assert worker.exit_status() == 0
    assert status(job) == "succeeded"
    # Whoever was just asking for a job when the order came may still be given one, and then finishes that too.
    assert [status(one) for one in later] in (["todo"] * 3, ["succeeded", "todo", "todo"])
    assert queue_status() != "ok"  # it has signed off
    assert "Traceback" not in worker.log


@pytest.mark.parametrize("task", ["wait_politely", "wait"])
def test_a_job_that_goes_on_beyond_the_grace_runs_again_elsewhere(
    start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path, task: str
) -> None:
    first = start_worker(WORKER_GRACE_SECONDS="1")
    job = enqueue_drill(task)
    first.wait_for(lambda: told(tmp_path))
    assert first.stop() == 0
    assert "Traceback" not in first.log
    (tmp_path / "go").touch()
    second = start_worker()
    second.wait_for(lambda: status(job) == "succeeded")
    assert told(tmp_path)[-1] == ["ended", str(second.pid)]


def test_as_many_jobs_run_at_once_as_there_are_slots(
    start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path
) -> None:
    worker = start_worker(ANALYSIS_MAX_CONCURRENT="40")  # more than asyncio's own threads on any machine: 32
    jobs = [enqueue_drill("meet", guests=40) for _ in range(40)]
    worker.wait_for(lambda: {status(job) for job in jobs} == {"succeeded"})


def test_of_jobs_with_one_lock_one_runs_at_a_time_in_order(
    start_worker: Start, enqueue_drill: Enqueue, tmp_path: Path
) -> None:
    (tmp_path / "go").touch()
    jobs = [enqueue_drill("wait", lock="slot-0") for _ in range(3)]
    worker = start_worker()
    worker.wait_for(lambda: {status(job) for job in jobs} == {"succeeded"})
    assert [what for what, _ in told(tmp_path)] == ["began", "ended"] * 3
