"""Engines that ask a model."""

from typing import Any

import pytest

from evals.engines import ENGINES
from llm.environment import read_config
from tests.conftest import PATIENT
from tests.fakes.llm_server import FakeLLMServer


def configure(settings: Any, **environment: str) -> None:
    settings.LLM = read_config(lambda name: (PATIENT | environment).get(name, ""))


def test_the_fake_answers_without_a_database() -> None:
    answer = ENGINES["fake"]()("Hello [[fake:set=category:account,priority:high]]", "")
    assert (answer.category, answer.priority, answer.source, answer.outcome) == ("account", "high", "llm", "ok")
    assert answer.engine.startswith("fake fake triage-")
    assert answer.tokens > 0
    assert answer.cost_usd == 0


def test_the_model_is_the_configured_one(settings: Any) -> None:
    with FakeLLMServer(answer={"category": "account", "priority": "high", "quotation": ""}) as server:
        configure(settings, LLM_PROVIDER="openai", OPENAI_API_KEY="k", LLM_BASE_URL=f"{server.url}/v1")
        engine = ENGINES["model"]()
        answers = [engine("I was charged twice.", "") for _ in range(2)]
        assert len(server.requests) == 2  # nothing is cached, or its latency would not be a model's
    assert [answer.source for answer in answers] == ["llm", "llm"]
    assert "openai gpt-6-luna triage-" in answers[0].engine


def test_a_model_that_fails_now_and_then_is_measured_with_its_failures(settings: Any) -> None:
    configure(settings, LLM_PROVIDER="fake")
    engine = ENGINES["model"]()
    outcomes = [engine("I was charged twice. [[fake:blocked]]", "").outcome for _ in range(10)]
    assert outcomes == ["blocked"] * 10


@pytest.mark.parametrize("sentinel", ["401", "404", "400"])
def test_a_model_that_cannot_be_asked_is_not_measured(settings: Any, sentinel: str) -> None:
    configure(settings, LLM_PROVIDER="fake")
    engine = ENGINES["model"]()
    with pytest.raises(ValueError, match="fake fake cannot be asked"):
        engine(f"Hello [[fake:{sentinel}]]", "")


def test_without_a_model_it_says_what_to_set(settings: Any) -> None:
    configure(settings, LLM_PROVIDER="gemini")
    with pytest.raises(ValueError, match="GEMINI_API_KEY"):
        ENGINES["model"]()
