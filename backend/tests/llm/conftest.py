"""Servers, providers and models for the tests of `llm`."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from pydantic import BaseModel

from llm.config import DEFAULT_REASONING, Config, Kind, ProviderConfig, RetryPolicy
from llm.errors import ModelError
from llm.loop import LoopThread
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Completion, Deadline, Feature, Model, Request
from tests.fakes.llm_server import FakeLLMServer


class Answer(BaseModel):
    category: Literal["billing", "technical", "account", "general"]
    priority: Literal["low", "medium", "high", "critical"]
    reason: str


VENDORS = (Kind.GEMINI, Kind.ANTHROPIC, Kind.OPENAI)


def make_request(user: str = "It does not start.", cache_key: str = "") -> Request[Answer]:
    return Request(system="Classify.", user=user, schema=Answer, feature=Feature.TRIAGE, cache_key=cache_key)


def provider_config(kind: Kind, server: FakeLLMServer, model: str = "gemini-3.5-flash-lite") -> ProviderConfig:
    suffix = "/v1" if kind in {Kind.OPENAI, Kind.GROQ, Kind.COMPATIBLE} else ""
    return ProviderConfig(
        kind=kind,
        model=model,
        api_key="secret-key",
        base_url=server.url + suffix,
        reasoning=DEFAULT_REASONING.get(kind, "unset"),
    )


def outcome_of(model: Model, request: Request[Answer], seconds: float) -> Completion[Answer] | ModelError:
    """What the caller gets."""
    try:
        return model.complete(request, Deadline.after(seconds))
    except ModelError as error:
        return error


@pytest.fixture(scope="module")
def server() -> Iterator[FakeLLMServer]:
    with FakeLLMServer() as running:
        yield running


@pytest.fixture(scope="module")
def loop() -> Iterator[LoopThread]:
    """A loop of the test's own, so that nothing outlives it."""
    thread = LoopThread()
    yield thread
    thread.stop()


@pytest.fixture
def make_model(loop: LoopThread) -> Callable[..., Model]:
    """Builds a chain with quick retries; keyword arguments are those of Resources."""

    def make(*providers: ProviderConfig, config: Config | None = None, **resources: object) -> Model:
        config = config or Config(providers=providers, cache_ttl=0, retry=RetryPolicy(base=0.01, longest=0.02))
        shared = Resources(**{"bulkhead": Bulkhead(config.max_concurrent), "loop": loop, **resources})
        model = build(config, feature=Feature.TRIAGE, resources=shared)
        assert model is not None
        return model

    return make
