"""Runs whose jobs are lost, or failed for good: none of them goes on for ever."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from analysis import finishing
from analysis.finishing import NOTHING_DONE, run_begin, run_settle
from analysis.mapping import chunk_analyse
from analysis.models import Run, RunTicket
from analysis.reconciling import runs_reconcile
from analysis.words import LOST
from tests.analysis.conftest import start
from tests.tickets.store import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings: object) -> Run:
    """Four tickets in two chunks, on a desk without a model."""
    settings.ANALYSIS_CHUNK = 2  # type: ignore[attr-defined]
    return start([ticket.pk for ticket in store(*[{"description": "I was charged twice."}] * 4)])


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def jobs(task: str = "analysis.analyse_chunk", status: str = "todo") -> list[int]:
    found = ProcrastinateJob.objects.filter(task_name=task, status=status).order_by("id")
    return [job.args.get("chunk", 0) for job in found]


def fail(task: str, chunk: int | None = None) -> None:
    found = ProcrastinateJob.objects.filter(task_name=task)
    pk = (found if chunk is None else found.filter(args__chunk=chunk)).values_list("pk", flat=True).get()
    sql("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", pk)
    sql("INSERT INTO jobs_error (job_id, attempt, error) VALUES (%s, 5, 'ValueError: no way')", pk)


def status(run: Run) -> tuple[str, str]:
    run.refresh_from_db()
    return run.status, run.phase


def test_what_is_in_order_is_left_alone(run: Run) -> None:
    runs_reconcile()
    assert jobs() == [0, 1]
    assert status(run) == ("pending", "waiting")


def test_a_job_under_way_is_left_alone(run: Run) -> None:
    sql("UPDATE procrastinate_jobs SET status = 'doing'")
    runs_reconcile()
    assert jobs() == []


def test_a_lost_job_is_enqueued_again(run: Run) -> None:
    sql("DELETE FROM procrastinate_jobs WHERE args->>'chunk' = '1'")
    runs_reconcile()
    assert jobs() == [0, 1]
    runs_reconcile()
    assert jobs() == [0, 1]


def test_tickets_of_a_job_that_failed_for_good_have_failed(run: Run) -> None:
    chunk_analyse(run_id=run.pk, chunk=0, stopping=lambda: False)
    fail("analysis.analyse_chunk", 1)
    runs_reconcile()
    rows = RunTicket.objects.filter(run=run).order_by("ticket_id")
    assert [(row.status, row.error) for row in rows] == [("done", "")] * 2 + [("failed", LOST)] * 2
    assert status(run) == ("processing", "reducing")
    assert jobs("analysis.reduce_run") == [0]


def test_a_run_whose_jobs_all_failed_before_it_began_has_failed_and_lets_its_tickets_go(run: Run) -> None:
    fail("analysis.analyse_chunk", 0)
    fail("analysis.analyse_chunk", 1)
    runs_reconcile()
    assert status(run) == ("failed", "finished")
    assert run.error == NOTHING_DONE
    assert run.started_at is not None
    assert set(RunTicket.objects.values_list("status", "error", "active")) == {("failed", LOST, False)}


def test_one_that_has_nothing_left_to_do_and_never_began_has_failed_too(run: Run) -> None:
    RunTicket.objects.update(status="failed", error=LOST, finished_at=Now())
    runs_reconcile()
    assert status(run) == ("failed", "finished")
    assert not RunTicket.objects.filter(active=True).exists()


def test_a_run_of_which_nothing_is_done_ends_at_once_or_not_at_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(Exception):
        pass

    def killed(**_: object) -> None:
        raise Killed

    run_begin(run_id=run.pk)
    RunTicket.objects.update(status="failed", error=LOST, finished_at=Now())
    with monkeypatch.context() as patch:
        patch.setattr(finishing, "run_fail", killed)
        with pytest.raises(Killed):
            run_settle(run_id=run.pk)
    assert status(run) == ("processing", "mapping")
    runs_reconcile()
    assert status(run) == ("failed", "finished")
    assert run.error == NOTHING_DONE


def test_a_map_phase_that_nobody_ended_is_ended(run: Run) -> None:
    for chunk in (0, 1):
        chunk_analyse(run_id=run.pk, chunk=chunk, stopping=lambda: False)
    Run.objects.filter(pk=run.pk).update(phase="mapping")
    sql("DELETE FROM procrastinate_jobs")
    runs_reconcile()
    assert status(run) == ("processing", "reducing")
    assert jobs("analysis.reduce_run") == [0]


@pytest.fixture
def reducing(run: Run) -> Run:
    for chunk in (0, 1):
        chunk_analyse(run_id=run.pk, chunk=chunk, stopping=lambda: False)
    run_settle(run_id=run.pk)
    assert status(run) == ("processing", "reducing")
    return run


def test_a_lost_reduce_job_is_enqueued_again(reducing: Run) -> None:
    sql("DELETE FROM procrastinate_jobs WHERE task_name = 'analysis.reduce_run'")
    runs_reconcile()
    assert jobs("analysis.reduce_run") == [0]
    runs_reconcile()
    assert jobs("analysis.reduce_run") == [0]


def test_a_reduce_job_that_failed_for_good_fails_the_run_with_its_error(reducing: Run) -> None:
    fail("analysis.reduce_run")
    runs_reconcile()
    assert status(reducing) == ("failed", "finished")
    assert reducing.error == "The summary could not be made. ValueError: no way"
    assert set(RunTicket.objects.values_list("status", "active")) == {("done", False)}
