"""POST /api/analyze/{id}/apply/: an agent agrees with an analysis."""

from typing import Any

import pytest

from analysis.models import Run, RunTicket
from tests.analysis.runs import analysed
from tests.conftest import ApiClient
from tests.problems import problem
from tests.tickets.store import store
from tickets.models import Ticket
from tickets.services import ticket_fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> tuple[Run, list[Ticket]]:
    """Three tickets that are general and low, and that the run found to be billing and high."""
    tickets = store(*[{"category": "general", "priority": "low"}] * 3)
    run = analysed(tickets)
    RunTicket.objects.filter(run=run).update(category="billing", priority="high")
    return run, tickets


def apply(api: ApiClient, run: Run, *wanted: tuple[int, int, list[str]]) -> dict[str, Any]:
    body = {"tickets": [{"ticket_id": pk, "version": version, "fields": fields} for pk, version, fields in wanted]}
    response = api.post(f"/api/analyze/{run.pk}/apply/", body)
    assert response.status_code == 200, response.content
    result: dict[str, Any] = response.json()
    return result


def test_one_field_or_both(agent_api: ApiClient, found: tuple[Run, list[Ticket]]) -> None:
    run, [first, second, third] = found
    result = apply(agent_api, run, (first.pk, 1, ["category"]), (second.pk, 1, ["priority", "category"]))
    assert result == {
        "applied": [
            {"ticket_id": first.pk, "version": 2, "category": "billing", "priority": "low"},
            {"ticket_id": second.pk, "version": 2, "category": "billing", "priority": "high"},
        ],
        "refused": [],
    }
    third.refresh_from_db()
    assert (third.category, third.priority, third.version) == ("general", "low", 1)


def test_the_history_tells_who_did_it(agent_api: ApiClient, found: tuple[Run, list[Ticket]]) -> None:
    run, [ticket, *_] = found
    apply(agent_api, run, (ticket.pk, 1, ["category"]))
    [event] = agent_api.get(f"/api/tickets/{ticket.pk}/history/").json()["results"]
    assert (event["field"], event["old_value"], event["new_value"]) == ("category", "general", "billing")
    assert event["actor"] == {"role": "agent", "name": "Ada Lovelace"}
    assert (event["kind"], event["source"]) == ("applied", "llm")


def test_what_an_agent_took_over_is_not_filled_in_afterwards(
    agent_api: ApiClient, found: tuple[Run, list[Ticket]]
) -> None:
    run, [ticket, *_] = found
    apply(agent_api, run, (ticket.pk, 1, ["category"]))
    assert ticket_fill(ticket_id=ticket.pk, values={"category": "account"}, source="llm") == []


def test_what_is_refused_does_not_stop_the_others(agent_api: ApiClient, found: tuple[Run, list[Ticket]]) -> None:
    run, [changed, deleted, good] = found
    [stranger] = store({})
    Ticket.objects.filter(pk=changed.pk).update(version=2)
    Ticket.objects.filter(pk=deleted.pk).delete()
    ids = (changed.pk, deleted.pk, stranger.pk, good.pk)
    result = apply(agent_api, run, *((pk, 1, ["category"]) for pk in ids))
    assert [row["ticket_id"] for row in result["applied"]] == [good.pk]
    assert {row["ticket_id"]: row["reason"] for row in result["refused"]} == {
        changed.pk: "changed",
        deleted.pk: "deleted",
        stranger.pk: "not_analyzed",
    }
    again = apply(agent_api, run, (good.pk, 2, ["category"]))
    assert again == {"applied": [], "refused": [{"ticket_id": good.pk, "reason": "agrees"}]}


@pytest.mark.parametrize(
    "tickets",
    [
        [],
        [{"ticket_id": 1, "version": 1, "fields": []}],
        [{"ticket_id": 1, "version": 1, "fields": ["status"]}],
        [{"ticket_id": 1, "fields": ["category"]}],
        [{"ticket_id": 1, "version": 1, "fields": ["category"]}] * 201,
    ],
)
def test_what_makes_no_sense_is_400(
    agent_api: ApiClient, found: tuple[Run, list[Ticket]], tickets: list[dict[str, Any]]
) -> None:
    problem(agent_api.post(f"/api/analyze/{found[0].pk}/apply/", {"tickets": tickets}), 400, "invalid")


def test_of_an_unknown_run_is_404(agent_api: ApiClient) -> None:
    body = {"tickets": [{"ticket_id": 1, "version": 1, "fields": ["category"]}]}
    problem(agent_api.post("/api/analyze/999/apply/", body), 404, "not_found")
