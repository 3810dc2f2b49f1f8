"""POST /api/analyze/: which tickets a run gets, and what it refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from analysis.choices import RunStatus
from analysis.finishing import run_cancel
from analysis.models import Run, RunTicket
from analysis.starting import AllHeld
from tests.analysis.conftest import UseAnalyst, start
from tests.analysis.runs import analysed
from tests.conftest import ApiClient
from tests.problems import problem
from tests.threads import run_together
from tests.tickets.store import store, store_by_sql
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def tickets(number: int, **values: Any) -> list[int]:
    return [ticket.pk for ticket in store(*[values] * number)]


def posted(api: ApiClient, body: Any) -> dict[str, Any]:
    response = api.post("/api/analyze/", body)
    assert response.status_code == 201, response.content
    found: dict[str, Any] = response.json()
    return found


def pending(run: dict[str, Any]) -> set[int]:
    return set(RunTicket.objects.filter(run=run["id"], status="pending").values_list("ticket_id", flat=True))


@pytest.mark.parametrize("name", ["ticketIds", "ticket_ids"])
def test_named_tickets(agent_api: ApiClient, name: str) -> None:
    first, _, third = tickets(3)
    run = posted(agent_api, {name: [third, first, third]})
    assert pending(run) == {first, third}
    assert (run["scope"], run["filter"], run["left_out"]) == ("tickets", None, 0)


@pytest.mark.parametrize("body", [{}, {"ticketIds": None}, {"ticket_ids": None, "filter": None}])
def test_otherwise_all_without_an_analysis(agent_api: ApiClient, body: Any) -> None:
    before, others = tickets(2), tickets(2)
    analysed(list(Ticket.objects.filter(pk__in=before)), with_model=False)
    assert pending(posted(agent_api, body)) == set(others)


def test_what_a_filter_of_the_list_finds(agent_api: ApiClient) -> None:
    wanted = tickets(2, category="billing", priority="high", description="Invoice 4711 is wrong")
    tickets(1, category="billing", priority="high")
    tickets(1, category="general", priority="high", description="Invoice 4711 is wrong")
    chosen = {"category": ["billing"], "priority": ["high", "low"], "search": "4711", "status": []}
    run = posted(agent_api, {"filter": chosen})
    assert pending(run) == set(wanted)
    assert run["scope"] == "filter"
    assert run["filter"] == {name: value for name, value in chosen.items() if value}
    assert pending(posted(agent_api, {"filter": {"category": ["general"]}})) != set()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"ticketIds": [1], "ticket_ids": [1]}, "Send one of ticketIds, ticket_ids"),
        ({"ticketIds": [1], "filter": {}}, "Send one of ticketIds, filter"),
        ({"ticketIds": "1"}, "ticketIds"),
        ({"ticketIds": [0]}, "ticketIds"),
        ({"filter": {"category": ["weather"]}}, "use one of billing"),
        ({"filter": {"created_after": "yesterday"}}, "ISO 8601"),
        ([], "non_field_errors"),
    ],
)
def test_what_makes_no_sense_is_400(agent_api: ApiClient, body: Any, told: str) -> None:
    error = problem(agent_api.post("/api/analyze/", body), 400, "invalid")
    assert told in str(error)
    assert not Run.objects.exists()


def test_unknown_tickets_are_named(agent_api: ApiClient) -> None:
    [known] = tickets(1)
    error = problem(agent_api.post("/api/analyze/", {"ticketIds": [known, 10**9, 10**9 + 1]}), 400, "unknown_tickets")
    assert error["fields"]["ticketIds"] == ["There is no ticket 1000000000, 1000000001."]
    assert not Run.objects.exists()


@pytest.mark.parametrize("body", [{}, {"ticketIds": []}, {"filter": {"search": "nobody wrote this"}}])
def test_nothing_to_analyse_is_400(agent_api: ApiClient, body: Any) -> None:
    problem(agent_api.post("/api/analyze/", body), 400, "nothing_to_analyze")
    assert not Run.objects.exists()


def test_more_than_a_run_takes(agent_api: ApiClient, settings: Any) -> None:
    settings.ANALYSIS_MAX_TICKETS = 3
    ids = tickets(5)
    problem(agent_api.post("/api/analyze/", {"ticketIds": ids}), 400, "invalid")
    run = posted(agent_api, {})
    assert run["left_out"] == 2
    assert run["counts"]["pending"] == 3
    assert posted(agent_api, {})["counts"]["pending"] == 2  # those that were left out: the others are held


def test_a_filter_and_a_search_count_what_they_leave_out(agent_api: ApiClient, settings: Any) -> None:
    settings.ANALYSIS_MAX_TICKETS = 3
    tickets(5, category="billing", description="Invoice 4711")
    assert posted(agent_api, {"filter": {"category": ["billing"]}})["left_out"] == 2
    estimate = agent_api.post("/api/analyze/estimate/", {"filter": {"search": "4711"}}).json()
    assert (estimate["tickets"], estimate["held"], estimate["left_out"]) == (0, 3, 2)


def test_what_another_run_holds_is_skipped_and_says_so(agent_api: ApiClient) -> None:
    first, second, third = tickets(3)
    holder = posted(agent_api, {"ticketIds": [first, second]})
    run = posted(agent_api, {"ticketIds": [second, third]})
    assert run["counts"] == {"total": 1, "pending": 1, "done": 0, "failed": 0, "skipped": 1, "cancelled": 0}
    assert run["skipped"] == [{"run_id": holder["id"], "count": 1, "ticket_ids": [second]}]
    error = problem(agent_api.post("/api/analyze/", {"ticketIds": [first, second]}), 409, "tickets_in_active_run")
    assert str(holder["id"]) in error["message"]
    assert Run.objects.count() == 2


def test_an_ended_run_holds_nothing() -> None:
    ids = tickets(2)
    run = start(ids)
    with pytest.raises(AllHeld):
        start(ids)
    run_cancel(run_id=run.pk)
    assert start(ids).status == RunStatus.PENDING


def test_the_jobs_are_there_exactly_if_the_run_is(settings: Any) -> None:
    settings.ANALYSIS_CHUNK, settings.ANALYSIS_MAX_CONCURRENT = 2, 2
    ids = tickets(5)
    run = start(ids)
    jobs = ProcrastinateJob.objects.filter(task_name="analysis.analyse_chunk").order_by("id")
    assert [job.args["chunk"] for job in jobs] == [0, 1, 2]
    assert {job.args["run_id"] for job in jobs} == {run.pk}
    assert len({job.lock for job in jobs}) == 2
    assert [job.priority for job in jobs] == [0, -1, -2]
    with pytest.raises(AllHeld):
        start(ids)
    assert jobs.count() == 3


def test_what_was_frozen(agent_api: ApiClient, use_analyst: UseAnalyst) -> None:
    use_analyst()
    [ticket] = store({"category": "billing", "priority": "low", "version": 7})
    run = posted(agent_api, {"ticketIds": [ticket.pk]})
    assert (run["provider"], run["model"], run["prompt_version"]) == ("fake", "fake", "analysis-1")
    assert run["estimate"]["input_tokens"] > 0
    row = RunTicket.objects.get()
    assert (row.ticket_version, row.old_category, row.old_priority) == (7, "billing", "low")


def test_ten_thousand_tickets_take_as_many_statements_as_two(settings: Any) -> None:
    settings.ANALYSIS_CHUNK = 5_000
    with CaptureQueriesContext(connection) as few:
        start(tickets(2))
    store_by_sql(10_000)
    with CaptureQueriesContext(connection) as many:
        run = start()
    assert RunTicket.objects.filter(run=run, status="pending").count() == 10_000
    assert len(many) <= len(few) + 3  # choosing them takes two more
    assert max(len(query["sql"]) for query in many) < 200_000


@pytest.mark.django_db(transaction=True)
def test_two_starts_in_the_same_moment_share_no_ticket() -> None:
    ids = tickets(200)
    overlapping = [ids[:150], list(reversed(ids[50:])), None]

    def starting(wanted: list[int] | None) -> Callable[[], object]:
        def call() -> object:
            try:
                return start(wanted)
            except AllHeld as error:
                return error

        return call

    for _ in range(3):
        run_together(*[starting(wanted) for wanted in overlapping])
        held = list(RunTicket.objects.filter(active=True).values_list("ticket_id", flat=True))
        assert sorted(held) == sorted(set(held)) == sorted(ids)
        skipped = RunTicket.objects.filter(status="skipped")
        assert not skipped.filter(held_by__isnull=True).exists()
        for run in Run.objects.filter(status="pending"):
            run_cancel(run_id=run.pk)
