"""Stopping a run, and going on with one: POST /api/analyze/{id}/cancel/ and /retry/."""

from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from analysis.finishing import run_cancel, run_fail
from analysis.mapping import chunk_analyse
from analysis.models import Run, RunTicket
from llm.errors import Outcome
from tests.analysis.analyst import Analyst, failure
from tests.analysis.conftest import UseAnalyst, start
from tests.analysis.runs import analysed
from tests.conftest import ApiClient
from tests.problems import problem
from tests.tickets.store import store
from tickets.actors import SYSTEM
from tickets.models import Ticket
from tickets.services import ticket_delete

pytestmark = pytest.mark.django_db


def tickets(number: int) -> list[int]:
    return [ticket.pk for ticket in store(*[{"description": "I was charged twice."}] * number)]


def work(run: Run) -> None:
    for chunk in set(RunTicket.objects.filter(run=run, status="pending").values_list("chunk", flat=True)):
        chunk_analyse(run_id=run.pk, chunk=chunk, stopping=lambda: False)
    run.refresh_from_db()


def statuses(run: Run) -> list[str]:
    return [row.status for row in RunTicket.objects.filter(run=run).order_by("ticket_id")]


def chunk_jobs(run: Run) -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="analysis.analyse_chunk", args__run_id=run.pk)
    return [job.args["chunk"] for job in jobs.order_by("id")]


def test_cancelling_keeps_what_is_done(agent_api: ApiClient, use_analyst: UseAnalyst, settings: object) -> None:
    settings.ANALYSIS_CHUNK = 1  # type: ignore[attr-defined]
    use_analyst()
    run = start(tickets(2))
    chunk_analyse(run_id=run.pk, chunk=0, stopping=lambda: False)
    body = agent_api.post(f"/api/analyze/{run.pk}/cancel/").json()
    assert (body["status"], body["phase"], body["error"]) == ("cancelled", "finished", "")
    assert body["finished_at"]
    assert statuses(run) == ["done", "cancelled"]
    assert [row["retryable"] for row in body["tickets"]] == [True, False]
    problem(agent_api.post(f"/api/analyze/{run.pk}/cancel/"), 409, "run_not_active")
    problem(agent_api.post("/api/analyze/999/cancel/"), 404, "not_found")


def test_a_run_can_be_cancelled_before_and_after_its_map_phase(agent_api: ApiClient) -> None:
    waiting, reducing = start(tickets(1)), analysed(list(Ticket.objects.none()))
    Run.objects.filter(pk=reducing.pk).update(phase="reducing")
    for run in (waiting, reducing):
        assert agent_api.post(f"/api/analyze/{run.pk}/cancel/").json()["status"] == "cancelled"


def test_only_what_failed_is_tried_again(agent_api: ApiClient, use_analyst: UseAnalyst) -> None:
    model = use_analyst(Analyst([failure(Outcome.TIMEOUT), failure(Outcome.REFUSED), None]))
    run = start(tickets(3))
    work(run)
    assert statuses(run) == ["failed", "failed", "done"]
    done = RunTicket.objects.get(run=run, status="done")
    run_fail(run_id=run.pk, error="The summary failed.")
    body = agent_api.post(f"/api/analyze/{run.pk}/retry/").json()
    assert (body["status"], body["phase"], body["error"], body["finished_at"]) == ("processing", "mapping", "", None)
    assert statuses(run) == ["pending", "pending", "done"]
    assert chunk_jobs(run) == [0, 1]
    work(run)
    assert statuses(run) == ["done", "done", "done"]
    assert run.phase == "reducing"
    assert len(model.requests) == 5
    first = RunTicket.objects.filter(run=run).order_by("ticket_id")[0]
    assert (first.attempts, first.input_tokens, first.cost_usd) == (2, 107, Decimal("0.003"))  # with the failed try
    assert RunTicket.objects.get(pk=done.pk).finished_at == done.finished_at


def test_a_cancelled_run_goes_on(agent_api: ApiClient, use_analyst: UseAnalyst) -> None:
    use_analyst()
    run = start(tickets(2))
    run_cancel(run_id=run.pk)
    body = agent_api.post(f"/api/analyze/{run.pk}/retry/").json()
    assert body["started_at"]
    work(run)
    assert statuses(run) == ["done", "done"]


def test_what_another_run_holds_by_now_is_skipped(agent_api: ApiClient) -> None:
    first, second = tickets(2)
    run = start([first, second])
    run_cancel(run_id=run.pk)
    other = start([second])
    body = agent_api.post(f"/api/analyze/{run.pk}/retry/").json()
    assert statuses(run) == ["pending", "skipped"]
    assert body["skipped"] == [{"run_id": other.pk, "count": 1, "ticket_ids": [second]}]


def test_where_another_run_holds_all_nothing_changes(agent_api: ApiClient) -> None:
    ids = tickets(2)
    run = start(ids)
    run_cancel(run_id=run.pk)
    start(ids)
    problem(agent_api.post(f"/api/analyze/{run.pk}/retry/"), 409, "tickets_in_active_run")
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert statuses(run) == ["cancelled", "cancelled"]


def test_a_deleted_ticket_is_not_tried_again(agent_api: ApiClient, use_analyst: UseAnalyst) -> None:
    use_analyst()
    kept, gone = tickets(2)
    run = start([kept, gone])
    ticket_delete(ticket_id=gone, actor=SYSTEM)
    work(run)
    run_cancel(run_id=run.pk)
    problem(agent_api.post(f"/api/analyze/{run.pk}/retry/"), 409, "nothing_to_retry")
    failures = agent_api.get(f"/api/analyze/{run.pk}/").json()["failures"]
    assert failures == [{"reason": "The ticket was deleted before it was analysed.", "count": 1, "retryable": False}]


def test_a_run_under_way_is_not_tried_again(agent_api: ApiClient) -> None:
    problem(agent_api.post(f"/api/analyze/{start(tickets(1)).pk}/retry/"), 409, "nothing_to_retry")


def test_where_only_the_summary_failed_it_alone_is_made_again(agent_api: ApiClient, use_analyst: UseAnalyst) -> None:
    model = use_analyst()
    run = start(tickets(2))
    work(run)
    run_fail(run_id=run.pk, error="The summary failed.")
    body = agent_api.post(f"/api/analyze/{run.pk}/retry/").json()
    assert (body["status"], body["phase"]) == ("processing", "reducing")
    assert ProcrastinateJob.objects.filter(task_name="analysis.reduce_run").count() == 2
    assert len(model.requests) == 2
