"""What the metrics and the log tell of calls of models."""

from collections.abc import Callable
from typing import Any

import pytest

from inference.runtime import resources
from llm.errors import Outcome
from llm.types import Feature
from telemetry.metrics import llm as metrics
from tests.conftest import ApiClient, UseModel
from tests.fakes.llm_server import FakeLLMServer
from tests.fakes.wire import INPUT_TOKENS, OUTPUT_TOKENS
from tests.telemetry.changes import changes
from tests.triage.conftest import ANSWER
from tests.triage.vendors import environment

pytestmark = pytest.mark.django_db

SECRET = "My card 4111 1111 1111 1111 was charged twice."
MODEL = "claude-haiku-5-5"


@pytest.fixture(scope="module")
def server() -> Any:
    with FakeLLMServer(answer=dict(ANSWER)) as running:
        yield running


def ask(api: ApiClient, text: str = SECRET) -> None:
    assert api.post("/api/tickets/classify/", {"description": text}, HTTP_X_REQUEST_ID="the-request").status_code == 200


def test_an_answer_after_a_retry(api: ApiClient, server: FakeLLMServer, use_model: UseModel) -> None:
    server.behave("outside", "ok")
    use_model(**environment("anthropic", server))
    with changes("desk_llm") as counted:
        ask(api)
    cost = counted.pop("desk_llm_cost_usd_total")
    assert cost.keys() == {("triage", MODEL, "anthropic")}
    assert counted == {
        "desk_llm_request_duration_seconds_count": {
            ("triage", MODEL, "invalid_output", "anthropic"): 1,
            ("triage", MODEL, "ok", "anthropic"): 1,
        },
        "desk_llm_retries_total": {("triage", MODEL, "anthropic"): 1},
        "desk_llm_calls_total": {("triage", MODEL, "ok", "anthropic", "llm"): 1},
        "desk_llm_call_duration_seconds_count": {("triage", "ok"): 1},
        "desk_llm_tokens_total": {
            ("input", "triage", MODEL, "anthropic"): 2 * INPUT_TOKENS,
            ("output", "triage", MODEL, "anthropic"): 2 * OUTPUT_TOKENS,
        },
    }


def test_the_same_question_again_is_a_cache_hit(api: ApiClient, server: FakeLLMServer, use_model: UseModel) -> None:
    server.behave("ok")
    use_model(**environment("anthropic", server))
    ask(api)
    with changes("desk_llm") as counted:
        ask(api)
    assert counted == {
        "desk_llm_cache_hits_total": {("triage",): 1},
        "desk_llm_calls_total": {("triage", MODEL, "ok", "anthropic", "cache"): 1},
        "desk_llm_call_duration_seconds_count": {("triage", "ok"): 1},
    }


def test_failures_open_the_breaker_which_then_refuses(
    api: ApiClient, server: FakeLLMServer, use_model: UseModel
) -> None:
    server.behave("401")
    use_model(**environment("anthropic", server))
    with changes("desk_llm") as counted:
        ask(api)
        ask(api)
    assert counted["desk_llm_calls_total"] == {
        ("triage", MODEL, "auth", "anthropic", "llm"): 1,
        ("triage", MODEL, "breaker_open", "anthropic", "none"): 1,
    }
    assert counted["desk_llm_request_duration_seconds_count"] == {("triage", MODEL, "auth", "anthropic"): 1}
    assert counted["desk_llm_breaker_changes_total"] == {(MODEL, "open", "anthropic"): 1}


def test_slots_are_shown_while_they_are_taken(api: ApiClient, server: FakeLLMServer, use_model: UseModel) -> None:
    server.behave("ok")
    use_model(**environment("anthropic", server), LLM_MAX_CONCURRENT="1")
    triage = Feature.TRIAGE.value
    assert metrics.LIMIT.labels(triage)._value.get() == 1
    with resources().bulkhead.slot(), changes("desk_llm") as counted:
        assert metrics.IN_FLIGHT.labels(triage)._value.get() == 1
        ask(api)
    assert counted["desk_llm_calls_total"] == {("triage", "none", "bulkhead_full", "none", "none"): 1}
    assert metrics.IN_FLIGHT.labels(triage)._value.get() == 0


def test_the_log_has_one_line_for_each_call_with_the_requests_id_and_no_text(
    api: ApiClient,
    server: FakeLLMServer,
    use_model: UseModel,
    log_lines: Callable[[str], list[dict[str, Any]]],
) -> None:
    server.behave("500", "500", "ok")
    use_model(**environment("anthropic", server))
    ask(api)
    [line] = log_lines("model_call")
    assert line.pop("duration_ms") > 0
    assert line.pop("cost_usd") > 0
    assert line.pop("timestamp")
    assert line == {
        "event": "model_call",
        "level": "info",
        "logger": "desk.llm",
        "request_id": "the-request",
        "feature": "triage",
        "provider": "anthropic",
        "model": MODEL,
        "outcome": Outcome.OK,
        "source": "llm",
        "attempts": 3,
        "input_tokens": INPUT_TOKENS,
        "output_tokens": OUTPUT_TOKENS,
    }
