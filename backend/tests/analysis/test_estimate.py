"""POST /api/analyze/estimate/: what a run would take."""

from decimal import Decimal
from typing import Any

import pytest

from analysis import prompts
from analysis.estimate import ANSWER_TOKENS, MODEL_SECONDS, REDUCE_SECONDS, REDUCE_TOKENS
from analysis.models import Run, RunTicket
from llm.environment import read_config
from tests.analysis.conftest import start
from tests.analysis.runs import analysed
from tests.conftest import ApiClient
from tests.tickets.store import store

pytestmark = pytest.mark.django_db

PRICED = {"LLM_PROVIDER": "fake", "LLM_PRICE_INPUT_USD": "1", "LLM_PRICE_OUTPUT_USD": "10"}


@pytest.fixture
def use(settings: Any) -> Any:
    def configure(**environment: str) -> None:
        settings.LLM = read_config(lambda name: environment.get(name, ""))

    return configure


def estimated(api: ApiClient, body: Any) -> dict[str, Any]:
    response = api.post("/api/analyze/estimate/", body)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def tickets(number: int, **values: Any) -> list[int]:
    return [ticket.pk for ticket in store(*[values] * number)]


def test_tokens_grow_with_tickets_and_their_texts(agent_api: ApiClient, use: Any) -> None:
    use(**PRICED)
    short, long = tickets(1, description="x" * 100), tickets(1, description="x" * 4_100)
    one, other, both = (estimated(agent_api, {"ticketIds": ids}) for ids in (short, long, short + long))
    assert other["input_tokens"] - one["input_tokens"] == 1_000
    assert both["output_tokens"] - one["output_tokens"] == ANSWER_TOKENS
    assert one["input_tokens"] > len(prompts.SYSTEM) / 4 + REDUCE_TOKENS
    huge = estimated(agent_api, {"ticketIds": tickets(1, description="x" * 40_000)})
    assert huge["input_tokens"] - one["input_tokens"] == (6_000 - 100) / 4  # no more of it is sent
    assert Decimal(one["cost_usd"]) == (one["input_tokens"] + 10 * one["output_tokens"]) / Decimal(10**6)
    assert (one["model_used"], one["provider"], one["model"]) == (True, "fake", "fake")


def test_what_another_run_holds_is_not_paid_for(agent_api: ApiClient, use: Any) -> None:
    use(**PRICED)
    held, free = tickets(1), tickets(1)
    start(held)
    body = estimated(agent_api, {"ticketIds": held + free})
    assert (body["tickets"], body["held"], body["left_out"]) == (1, 1, 0)
    assert body["input_tokens"] == estimated(agent_api, {"ticketIds": free})["input_tokens"]


def test_without_a_known_price(agent_api: ApiClient, use: Any) -> None:
    use(LLM_PROVIDER="openai-compatible", LLM_MODEL="qwen3:4b", LLM_BASE_URL="http://127.0.0.1:1/v1")
    assert estimated(agent_api, {"ticketIds": tickets(1)})["cost_usd"] is None


def test_without_a_model(agent_api: ApiClient, use: Any) -> None:
    use(LLM_PROVIDER="off")
    body = estimated(agent_api, {"ticketIds": tickets(1)})
    assert (body["model_used"], body["provider"], body["input_tokens"], body["cost_usd"]) == (False, "", 0, "0.000000")


def test_the_time_rests_on_what_answers_have_taken(agent_api: ApiClient, use: Any, settings: Any) -> None:
    use(**PRICED)
    settings.ANALYSIS_MAX_CONCURRENT = 5
    ids = tickets(12)
    assert estimated(agent_api, {"ticketIds": ids})["seconds"] == 3 * MODEL_SECONDS + REDUCE_SECONDS
    analysed(store(*[{}] * 3))
    for row, latency in zip(RunTicket.objects.all(), (100, 4_000, 90_000), strict=True):
        RunTicket.objects.filter(pk=row.pk).update(latency_ms=latency)
    assert estimated(agent_api, {"ticketIds": ids})["seconds"] == 3 * 4 + REDUCE_SECONDS


def test_nothing_to_estimate_is_no_error(agent_api: ApiClient) -> None:
    body = estimated(agent_api, {})
    assert (body["tickets"], body["held"], body["left_out"], body["seconds"]) == (0, 0, 0, 0)


def test_nothing_is_started(agent_api: ApiClient) -> None:
    estimated(agent_api, {"ticketIds": tickets(1)})
    assert not Run.objects.exists()
