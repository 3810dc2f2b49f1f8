"""A whole run on a desk without a model: started, worked off and read through the API."""

from collections.abc import Callable

import pytest

from tests.conftest import ApiClient
from tests.tickets.store import store

TEXTS = [
    {"title": "Charged twice", "description": "I was charged twice for my subscription. Please refund one payment."},
    {"title": "Crash", "description": "The export crashes with error 500 for everybody since this morning."},
    {"title": "Hello", "description": "Thanks for the quick help yesterday!"},
]


@pytest.mark.django_db(transaction=True)
def test_it_completes_and_says_that_no_model_was_used(agent_api: ApiClient, run_jobs: Callable[[], None]) -> None:
    tickets = store(*TEXTS)
    started = agent_api.post("/api/analyze/", {"ticketIds": None})
    assert started.status_code == 201, started.content
    run = started.json()
    assert run["status"] == "pending"
    assert run["phase"] == "waiting"
    assert run["counts"]["pending"] == 3
    assert run["created_by"] == "ada"
    assert run["provider"] == run["model"] == ""
    run_jobs()
    run = agent_api.get(f"/api/analyze/{run['id']}/").json()
    assert (run["status"], run["phase"], run["error"]) == ("completed", "finished", "")
    assert run["counts"] == {"total": 3, "pending": 0, "done": 3, "failed": 0, "skipped": 0, "cancelled": 0}
    assert run["sources"]["llm"] == run["sources"]["cache"] == 0
    assert "model" in run["summary"]["how"]
    assert run["summary"]["source"] == "keywords"
    found = {row["ticket_id"]: row for row in run["tickets"]}
    assert found.keys() == {ticket.pk for ticket in tickets}
    first = found[tickets[0].pk]
    assert (first["category"], first["status"], first["outcome"], first["warning"]) == ("billing", "done", "", None)
    assert first["notes"].startswith("I was charged twice for my subscription.")
    assert first["disagrees"] == ["category"]
