"""Desks with a model."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from llm.config import Config, RetryPolicy
from llm.environment import read_config
from llm.loop import LOOP
from llm.types import Deadline
from tests.fakes.llm_server import FakeLLMServer
from triage import runtime

ANSWER = {"category": "account", "priority": "critical", "quotation": "twice"}

UseModel = Callable[..., None]


@pytest.fixture(scope="module")
def server() -> Iterator[FakeLLMServer]:
    """Answers what the keywords would not."""
    with FakeLLMServer(answer=dict(ANSWER)) as running:
        yield running


@pytest.fixture(scope="module")
def built() -> Iterator[list[Config]]:
    """What the model of this process was built from. Connecting takes an SDK long, so a module's tests share it."""
    yield (configs := [])
    configs.clear()
    runtime.forget()


@pytest.fixture
def use_model(settings: Any, built: list[Config]) -> UseModel:
    """Configures the desk as its environment would, with quick retries, and waits until the SDK is there."""

    def use(**environment: str) -> None:
        config = read_config(lambda name: environment.get(name, ""))
        settings.LLM = replace(config, retry=RetryPolicy(attempts=config.retry.attempts, base=0.01, longest=0.02))
        wanted = replace(settings.LLM, interactive_deadline=0.0)  # which no model is built from
        if built != [wanted]:
            built[:] = [wanted]
            runtime.forget()
            runtime.get_model()
            LOOP.run(_nothing, Deadline.after(30))  # comes after the preparations

    return use


async def _nothing() -> None: ...
