"""A desk starts only with models that can be asked."""

from contextlib import ExitStack
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from inference import runtime
from llm.environment import read_config
from llm.errors import ModelError
from llm.types import Completion, Deadline, Feature
from tests.llm.conftest import make_request


def start(settings: Any, **environment: str) -> None:
    settings.LLM = read_config(lambda name: environment.get(name, ""))
    apps.get_app_config("inference").ready()


def test_a_budget_without_a_price_stops_the_start(settings: Any) -> None:
    compatible = {"LLM_PROVIDER": "openai-compatible", "LLM_MODEL": "qwen3:4b", "LLM_BASE_URL": "http://127.0.0.1:1/v1"}
    with pytest.raises(ImproperlyConfigured, match="LLM_PRICE_INPUT_USD"):
        start(settings, **compatible, LLM_DAILY_BUDGET_USD="5")
    start(settings, **compatible, LLM_DAILY_BUDGET_USD="5", LLM_PRICE_INPUT_USD="0", LLM_PRICE_OUTPUT_USD="0")


def test_an_sdk_that_is_not_installed_stops_the_start(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llm.registry.importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured, match="uv sync --extra anthropic"):
        start(settings, LLM_PROVIDER="anthropic", ANTHROPIC_API_KEY="k")


@pytest.mark.parametrize("provider", ["gemini", "off"])
def test_without_a_model_it_starts(settings: Any, provider: str) -> None:
    start(settings, LLM_PROVIDER=provider)


def test_the_model_is_made_once_and_for_all_threads(settings: Any) -> None:
    settings.LLM = read_config(lambda name: {"LLM_PROVIDER": "fake"}.get(name, ""))
    runtime.forget()
    try:
        assert runtime.get_model(Feature.TRIAGE) is runtime.get_model(Feature.TRIAGE) is not None
        assert runtime.resources() is runtime.resources()
    finally:
        runtime.forget()


@pytest.mark.django_db
def test_analysis_has_slots_of_its_own(settings: Any) -> None:
    settings.LLM = read_config(lambda name: {"LLM_PROVIDER": "fake"}.get(name, ""))
    settings.ANALYSIS_MAX_CONCURRENT = 5
    runtime.forget()
    try:
        with ExitStack() as held:
            for _ in range(settings.LLM.max_concurrent):
                held.enter_context(runtime.resources().bulkhead.slot())
            with pytest.raises(ModelError, match="slots"):
                ask(Feature.TRIAGE)
            assert ask(Feature.ANALYSIS).provider == "fake"
    finally:
        runtime.forget()


def ask(feature: Feature) -> Completion[Any]:
    model = runtime.get_model(feature)
    assert model
    return model.complete(make_request(), Deadline.after(60))
