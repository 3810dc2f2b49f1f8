"""Each behaviour of each provider's server, through its real SDK: how it ends, in how many requests, and when."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from llm.config import RetryPolicy
from llm.errors import ModelError, Outcome
from llm.loop import LoopThread
from llm.pricing import LIST_PRICES
from llm.providers.base import Provider
from llm.registry import make_provider
from llm.resilience.deadline import Bounded
from llm.resilience.retry import Retried
from llm.types import Deadline
from tests.fakes.llm_server import ANSWER, FakeLLMServer
from tests.llm.conftest import VENDORS, make_request, outcome_of, provider_config
from tests.patience import LONG, SHORT, SLACK


@dataclass(frozen=True)
class Case:
    behaviours: str  # of the server, request by request
    outcome: Outcome
    requests: int
    at_least: float = 0.0  # seconds
    at_most: float = SLACK
    deadline: float = LONG


def timeout(behaviours: str, requests: int) -> Case:
    return Case(behaviours, Outcome.TIMEOUT, requests, at_least=SHORT, at_most=SHORT + SLACK, deadline=SHORT)


CASES = [
    Case("ok", Outcome.OK, 1),
    Case("slow", Outcome.OK, 1, at_least=0.2),
    Case("prose", Outcome.OK, 1),
    Case("fenced", Outcome.OK, 1),
    timeout("hang", 1),
    timeout("trickle", 1),
    timeout("500 hang", 2),
    Case("reset", Outcome.CONNECTION, 3),
    Case("reset ok", Outcome.OK, 2),
    Case("400", Outcome.REJECTED, 1),
    Case("401", Outcome.AUTH, 1),
    Case("404", Outcome.MODEL_GONE, 1),
    Case("429", Outcome.RATE_LIMITED, 3),
    Case("429-short ok", Outcome.OK, 2, at_least=0.1),
    Case("429-long", Outcome.RATE_LIMITED, 1),
    Case("500", Outcome.SERVER_ERROR, 3),
    Case("500 500 ok", Outcome.OK, 3),
    Case("529", Outcome.SERVER_ERROR, 3),
    Case("html", Outcome.SERVER_ERROR, 3),
    Case("html-as-json", Outcome.SERVER_ERROR, 3),
    Case("outside", Outcome.INVALID_OUTPUT, 2),
    Case("outside ok", Outcome.OK, 2),
    Case("empty", Outcome.INVALID_OUTPUT, 2),
    Case("truncated", Outcome.TRUNCATED, 1),
    Case("blocked", Outcome.BLOCKED, 1),
    Case("refused", Outcome.REFUSED, 1),
]


@pytest.fixture(scope="module", params=VENDORS)
def provider(request: pytest.FixtureRequest, server: FakeLLMServer, loop: LoopThread) -> Iterator[Provider]:
    """Ready to ask: the import of an SDK is not what these tests measure."""
    made = make_provider(provider_config(request.param, server), "gemini-3.5-flash-lite")
    loop.run(made.prepare, Deadline.after(60))
    yield made
    loop.run(made.aclose, Deadline.after(60))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.behaviours)
def test_behaviour(case: Case, provider: Provider, server: FakeLLMServer, loop: LoopThread) -> None:
    server.behave(*case.behaviours.split())
    bounded = Bounded(provider, LIST_PRICES["gemini-3.5-flash-lite"], loop)
    model = Retried(bounded, RetryPolicy(attempts=3, base=0.01, longest=0.02))

    started = time.monotonic()
    result = outcome_of(model, make_request(), case.deadline)
    seconds = time.monotonic() - started

    outcome = result.outcome if isinstance(result, ModelError) else Outcome.OK
    assert (outcome, len(server.requests)) == (case.outcome, case.requests), str(result)
    assert case.at_least <= seconds <= case.at_most
    assert result.attempts == case.requests
    assert result.provider == provider.name
    if not isinstance(result, ModelError):
        assert result.data.model_dump() == ANSWER
