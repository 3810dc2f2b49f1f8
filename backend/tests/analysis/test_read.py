"""What is read of runs: status, lists, tickets, and the analyses of tickets."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from analysis.api import serializers
from analysis.models import Run, RunTicket, Theme
from tests.analysis.conftest import start
from tests.analysis.runs import analysed
from tests.conftest import ApiClient
from tests.problems import problem
from tests.tickets.store import store
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def tickets(number: int, **values: Any) -> list[Ticket]:
    return store(*[{"category": "general", "priority": "low", **values}] * number)


def done(api: ApiClient, run: Run, **query: Any) -> list[int]:
    response = api.get(f"/api/analyze/{run.pk}/tickets/", query)
    assert response.status_code == 200, response.content
    return [row["ticket_id"] for row in response.json()["results"]]


def shape(body: dict[str, Any], serializer: Any) -> None:
    """The body has exactly the documented fields, all the way down."""
    fields = serializer().get_fields() if isinstance(serializer, type) else serializer.fields
    assert set(body) == set(fields)
    for name, field in fields.items():
        inner = getattr(field, "child", field)
        if hasattr(inner, "fields") and body[name] is not None and name != "filter":
            for one in body[name] if isinstance(body[name], list) else [body[name]]:
                shape(one, inner)


class TestStatus:
    def test_of_a_run_that_waits(self, agent_api: ApiClient) -> None:
        run = start([ticket.pk for ticket in tickets(2)])
        body = agent_api.get(f"/api/analyze/{run.pk}/status/").json()
        shape(body, serializers.RunStatusSerializer)
        assert body["counts"]["total"] == body["counts"]["pending"] == 2
        assert body["cost_usd"] is None
        problem(agent_api.get("/api/analyze/999/status/"), 404, "not_found")

    def test_tokens_and_cost_are_of_both_phases(self, agent_api: ApiClient) -> None:
        run = analysed(tickets(2))
        RunTicket.objects.update(input_tokens=100, output_tokens=10, cost_usd="0.001")
        Run.objects.update(reduce_input_tokens=50, reduce_output_tokens=5, reduce_cost_usd="0.0005")
        body = agent_api.get(f"/api/analyze/{run.pk}/status/").json()
        assert body["tokens"] == {"input": 250, "output": 25}
        assert body["cost_usd"] == "0.002500"
        assert body["sources"] == {"llm": 2, "cache": 0, "keywords": 0, "none": 0}

    def test_an_unchanged_poll_costs_two_statements_and_no_body(
        self, agent_api: ApiClient, django_assert_num_queries: Any
    ) -> None:
        run = start([ticket.pk for ticket in tickets(2)])
        path = f"/api/analyze/{run.pk}/status/"
        etag = agent_api.get(path)["ETag"]
        with django_assert_num_queries(2 + 2):  # the run and its pending tickets; session and user
            response = agent_api.get(path, headers={"If-None-Match": etag})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
        assert agent_api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200

    @pytest.mark.parametrize(
        "happening",
        [
            lambda: RunTicket.objects.filter(pk=RunTicket.objects.all()[0].pk).update(
                status="failed", error="x", finished_at=timezone.now()
            ),
            lambda: RunTicket.objects.update(chunk=9),  # tried again
            lambda: Run.objects.update(status="processing", phase="mapping", started_at=timezone.now()),
            lambda: Run.objects.update(status="cancelled", phase="finished", finished_at=timezone.now()),
            lambda: Run.objects.update(reduce_output_tokens=5),
        ],
        ids=["ticket", "retry", "begun", "cancelled", "reducing"],
    )
    @pytest.mark.parametrize("path", ["/api/analyze/{}/status/", "/api/analyze/active/"])
    def test_whatever_happens_changes_the_etag(self, agent_api: ApiClient, happening: Any, path: str) -> None:
        run = start([ticket.pk for ticket in tickets(2)])
        etag = agent_api.get(path.format(run.pk))["ETag"]
        happening()
        assert agent_api.get(path.format(run.pk), headers={"If-None-Match": etag}).status_code == 200

    def test_active_runs_are_those_that_have_not_ended(self, agent_api: ApiClient) -> None:
        assert agent_api.get("/api/analyze/active/").json() == {"results": []}
        ended, mapping = analysed(tickets(1)), analysed(tickets(1))
        Run.objects.filter(pk=ended.pk).update(status="cancelled", phase="finished", finished_at=timezone.now())
        waiting = start([ticket.pk for ticket in tickets(1)])
        body = agent_api.get("/api/analyze/active/").json()
        assert [run["id"] for run in body["results"]] == [waiting.pk, mapping.pk]
        for run in body["results"]:
            shape(run, serializers.RunStatusSerializer)


class TestRuns:
    def test_a_page(self, agent_api: ApiClient) -> None:
        runs = [analysed(tickets(1)).pk for _ in range(5)]
        pages = [agent_api.get("/api/analyze/runs/", {"page_size": 2, "page": n}).json() for n in (1, 2, 3, 4)]
        assert [[run["id"] for run in page["results"]] for page in pages] == [
            runs[:2:-1],
            runs[2:0:-1],
            runs[:1],
            [],
        ]
        assert [(page["count"], page["next"], page["previous"]) for page in pages] == [
            (5, "2", None),
            (5, "3", "1"),
            (5, None, "2"),
            (5, None, "3"),
        ]
        shape(pages[0]["results"][0], serializers.RunSerializer)

    def test_by_status(self, agent_api: ApiClient) -> None:
        analysed(tickets(1))
        waiting = start([ticket.pk for ticket in tickets(1)])
        body = agent_api.get("/api/analyze/runs/", {"status": "pending"}).json()
        assert [run["id"] for run in body["results"]] == [waiting.pk]
        problem(agent_api.get("/api/analyze/runs/", {"status": "lost"}), 400, "invalid")
        problem(agent_api.get("/api/analyze/runs/", {"page": 0}), 400, "invalid")
        problem(agent_api.get("/api/analyze/runs/", {"page": 1000, "page_size": 200}), 400, "invalid")


class TestDetail:
    def test_all_of_it(self, agent_api: ApiClient) -> None:
        rows = tickets(60)
        run = analysed(rows)
        theme = Theme.objects.create(run=run, position=0, title="Invoices", description="…", source="llm")
        RunTicket.objects.filter(ticket__in=rows[:55]).update(theme=theme)
        RunTicket.objects.filter(ticket__in=rows[:3]).update(category="billing")
        claim = {"text": "Invoices are wrong.", "ticket_ids": [rows[0].pk], "figures": []}
        summary = {"how": "By hand.", "headline": "Invoices", "claims": [claim], "dropped_claims": 0}
        figure = {"key": "volume.tickets", "group": "volume", "label": "Tickets", "value": 60, "unit": "tickets"}
        Run.objects.update(
            summary=summary, summary_source="llm", figures=[{**figure, "previous": None, "change": None}]
        )
        body = agent_api.get(f"/api/analyze/{run.pk}/").json()
        shape(body, serializers.RunDetailSerializer)
        [found] = body["themes"]
        assert (found["count"], found["share"], len(found["ticket_ids"])) == (55, 0.9167, 50)
        assert found["ticket_ids"][0] == rows[54].pk
        assert body["disagreements"] == 3
        assert [row["ticket_id"] for row in body["tickets"]] == [ticket.pk for ticket in rows[:-21:-1]]
        assert body["summary"]["claims"] == [claim]

    def test_of_an_unknown_run_is_404(self, agent_api: ApiClient) -> None:
        problem(agent_api.get("/api/analyze/999/"), 404, "not_found")


class TestTickets:
    def test_filters(self, agent_api: ApiClient) -> None:
        first, second, third = rows = tickets(3)
        run = analysed(rows)
        theme = Theme.objects.create(run=run, position=0, title="Invoices", source="llm")
        RunTicket.objects.filter(ticket=first).update(theme=theme, priority="critical")
        Ticket.objects.filter(pk=second.pk).update(category="billing", version=2)
        RunTicket.objects.filter(ticket=third).update(
            status="failed", error="x", source="", category="", priority="", note="", outcome="timeout"
        )
        assert done(agent_api, run) == [third.pk, second.pk, first.pk]
        assert done(agent_api, run, disagrees="true") == [second.pk, first.pk]
        assert done(agent_api, run, theme=theme.pk) == [first.pk]
        assert done(agent_api, run, status="failed") == [third.pk]
        assert done(agent_api, run, status="failed", disagrees="true") == []
        assert done(agent_api, run, page_size=2, page=2) == [first.pk]
        problem(agent_api.get("/api/analyze/999/tickets/"), 404, "not_found")

    def test_a_row(self, agent_api: ApiClient) -> None:
        changed, deleted = rows = tickets(2)
        run = analysed(rows, with_model=False)
        RunTicket.objects.update(outcome="breaker_open", priority="high")
        Ticket.objects.filter(pk=changed.pk).update(title="Another title", priority="critical", version=2)
        Ticket.objects.filter(pk=deleted.pk).delete()
        gone, row = agent_api.get(f"/api/analyze/{run.pk}/tickets/").json()["results"]
        shape(row, serializers.RunTicketSerializer)
        assert row["title"] == "Another title"
        assert row["ticket"] == {"category": "general", "priority": "critical", "status": "open", "version": 2}
        assert (row["disagrees"], row["changed_since"]) == (["priority"], True)
        assert row["warning"] == "The AI cannot be reached at the moment, so this analysis comes from keywords."
        assert (gone["title"], gone["ticket"], gone["disagrees"], gone["changed_since"]) == ("", None, [], True)


class TestAnalyses:
    def test_each_ticket_with_its_latest_analysis(self, agent_api: ApiClient) -> None:
        both, once, gone = rows = tickets(3)
        tickets(1)
        first = analysed(rows)
        RunTicket.objects.update(active=False, finished_at=timezone.now() - timedelta(days=1))
        second = analysed([both], with_model=False)
        Ticket.objects.filter(pk=gone.pk).delete()
        body = agent_api.get("/api/tickets/analyzed/", {"page": 1, "page_size": 10}).json()
        assert [(row["id"], row["analysis"]["run_id"]) for row in body["results"]] == [
            (both.pk, second.pk),
            (once.pk, first.pk),
        ]
        assert (body["count"], body["next"], body["previous"]) == (2, None, None)
        shape(body["results"][0], serializers.AnalyzedTicketSerializer)

    def test_of_one_ticket(self, agent_api: ApiClient) -> None:
        [ticket] = tickets(1)
        assert agent_api.get(f"/api/tickets/{ticket.pk}/analyses/").json() == {"results": []}
        first = analysed([ticket])
        theme = Theme.objects.create(run=first, position=0, title="Invoices", source="llm")
        yesterday = timezone.now() - timedelta(days=1)
        RunTicket.objects.update(active=False, theme=theme, category="billing", finished_at=yesterday)
        second = analysed([ticket])
        found = agent_api.get(f"/api/tickets/{ticket.pk}/analyses/").json()["results"]
        assert [(one["run_id"], one["theme"], one["disagrees"]) for one in found] == [
            (second.pk, None, []),
            (first.pk, "Invoices", ["category"]),
        ]
        shape(found[0], serializers.TicketAnalysisSerializer)
        problem(agent_api.get("/api/tickets/999999/analyses/"), 404, "not_found")


@pytest.mark.parametrize("number", [1, 50])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/api/analyze/runs/", 3),  # count, runs, tallies
        ("/api/analyze/active/", 3),  # runs, pending, tallies
        ("/api/analyze/{run}/status/", 3),
        ("/api/analyze/{run}/", 9),  # run, tallies, figures' themes and ids, failures, skipped, disagreements, tickets
        ("/api/analyze/{run}/tickets/", 4),  # run, count, rows, tickets
        ("/api/analyze/{run}/tickets/?disagrees=true", 4),
        ("/api/tickets/analyzed/", 3),
        ("/api/tickets/{ticket}/analyses/", 2),
    ],
)
def test_how_often_the_database_is_asked(
    api: ApiClient, django_assert_num_queries: Any, path: str, queries: int, number: int
) -> None:
    """The same for one ticket and for many."""
    rows = tickets(number)
    run = analysed(rows)
    theme = Theme.objects.create(run=run, position=0, title="Invoices", source="llm")
    RunTicket.objects.update(theme=theme, category="billing")
    with django_assert_num_queries(queries):
        assert api.get(path.format(run=run.pk, ticket=rows[0].pk)).status_code == 200
