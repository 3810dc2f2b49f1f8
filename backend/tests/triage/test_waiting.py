"""How long a requester waits while a model hangs: the deadline at most, and nothing once that is known."""

import statistics
import time
from typing import Any

import pytest
from django.db import connection

from inference.models import BreakerState
from tests.conftest import ApiClient, UseModel
from tests.fakes.llm_server import FakeLLMServer
from tests.patience import SHORT, SLACK, eventually
from tests.threads import run_together
from tests.triage.vendors import environment
from triage.fallback_words import WARNINGS
from triage.models import Suggestion

# Seconds, of nine the middle one. The promise is 0.05, measured there too; a machine that runs tests may be busy.
AT_ONCE = SHORT / 2


def timed(api: ApiClient, description: str = "I was charged twice.") -> tuple[dict[str, Any], float]:
    started = time.monotonic()
    response = api.post("/api/tickets/classify/", {"description": description})
    seconds = time.monotonic() - started
    assert response.status_code == 200, response.content
    return response.json(), seconds


def outcome(body: dict[str, Any]) -> str:
    found: str = Suggestion.objects.get(pk=body["suggestion_id"]).outcome
    return found


@pytest.fixture
def hanging(server: FakeLLMServer, use_model: UseModel) -> FakeLLMServer:
    server.behave("hang")
    breaker = {"LLM_BREAKER_FAILURES": "3", "LLM_BREAKER_OPEN_SECONDS": "3600"}
    use_model(**environment("openai", server, LLM_DEADLINE_SECONDS=str(SHORT), **breaker))
    ApiClient().get("/livez")  # the first request of a process imports every view
    return server


@pytest.fixture
def holding(server: FakeLLMServer, use_model: UseModel) -> FakeLLMServer:
    """Answers once it is told to, and whoever asks has the time to wait for that."""
    server.behave("held")
    use_model(**environment("openai", server))
    return server


@pytest.mark.django_db
def test_until_the_breaker_opens_and_after(api: ApiClient, hanging: FakeLLMServer) -> None:
    for _ in range(3):
        body, seconds = timed(api)
        assert outcome(body) == "timeout"
        assert SHORT <= seconds <= SHORT + SLACK
    waits = []
    for _ in range(9):
        body, seconds = timed(api)
        assert outcome(body) == "breaker_open"
        assert body["warning"] == WARNINGS["breaker_open"]
        waits.append(seconds)
    assert len(hanging.requests) == 3
    assert statistics.median(waits) < AT_ONCE


@pytest.mark.django_db
def test_a_key_that_is_refused_is_not_tried_again(api: ApiClient, server: FakeLLMServer, use_model: UseModel) -> None:
    server.behave("401")
    use_model(**environment("openai", server))
    assert [outcome(timed(api)[0]) for _ in range(3)] == ["auth", "breaker_open", "breaker_open"]
    assert len(server.requests) == 1


@pytest.mark.django_db
def test_once_the_time_has_come_one_call_asks_again(api: ApiClient, hanging: FakeLLMServer) -> None:
    for _ in range(4):
        timed(api)
    hanging.behave("ok")
    state = BreakerState.objects.get()
    BreakerState.objects.update(circuit={**state.circuit, "open_until": time.time() - 1})
    assert timed(api)[0]["source"] == "llm"
    assert timed(api, "Another text.")[0]["source"] == "llm"


def test_without_a_database_no_model_is_asked_for_what_cannot_be_stored(
    hanging: FakeLLMServer, database_down: None
) -> None:
    body = ApiClient().post("/api/tickets/classify/", {"description": "I was charged twice."}).json()
    assert (body["source"], body["suggestion_id"]) == ("keywords", None)
    assert not hanging.requests


@pytest.mark.django_db(transaction=True)
def test_a_third_call_does_not_wait_for_the_two_under_way(holding: FakeLLMServer) -> None:
    def waiting() -> str:
        return outcome(timed(ApiClient())[0])

    def third() -> dict[str, Any]:
        assert eventually(lambda: len(holding.requests) == 2)
        try:
            return timed(ApiClient())[0]
        finally:
            holding.release()

    *two, body = run_together(waiting, waiting, third)
    assert two == ["ok", "ok"]
    assert (body["source"], outcome(body)) == ("keywords", "bulkhead_full")
    assert body["warning"] == WARNINGS["bulkhead_full"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_model_thinks(holding: FakeLLMServer) -> None:
    """It would keep rows locked and old ones from being cleaned away."""

    def look() -> list[str]:
        assert eventually(lambda: holding.requests)
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT state FROM pg_stat_activity WHERE datname = current_database()"
                    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
                )
                return [state for (state,) in cursor.fetchall()]
        finally:
            holding.release()

    (body, _), states = run_together(lambda: timed(ApiClient()), look)
    assert outcome(body) == "ok"
    assert "idle in transaction" not in states
    assert "active" not in states
