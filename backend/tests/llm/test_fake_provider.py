"""The provider for demonstrations: deterministic, with a sentinel for each failure."""

import asyncio
from typing import Any

import pytest

from llm.config import Config, Kind, ProviderConfig, RetryPolicy
from llm.errors import ModelError, Outcome
from llm.loop import LoopThread
from llm.providers.fake import BEHAVIOURS, FakeProvider
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Completion, Feature, Request
from tests.llm.conftest import Answer, make_request, outcome_of
from tests.llm.test_schemas import Whole


def ask(text: str, loop: LoopThread, seconds: float = 20.0) -> Completion[Answer] | ModelError:
    config = Config(
        providers=(ProviderConfig(kind=Kind.FAKE, model="fake"),), retry=RetryPolicy(base=0.001), cache_ttl=0
    )
    model = build(config, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1), loop=loop))
    assert model is not None
    return outcome_of(model, make_request(text), seconds)


OUTCOMES = {
    "ok": Outcome.OK,
    "slow": Outcome.TIMEOUT,
    "hang": Outcome.TIMEOUT,
    "429": Outcome.RATE_LIMITED,
    "reset": Outcome.CONNECTION,
    "401": Outcome.AUTH,
    "404": Outcome.MODEL_GONE,
    "400": Outcome.REJECTED,
    "500": Outcome.SERVER_ERROR,
    "blocked": Outcome.BLOCKED,
    "truncated": Outcome.TRUNCATED,
    "refused": Outcome.REFUSED,
    "empty": Outcome.INVALID_OUTPUT,
    "invalid": Outcome.INVALID_OUTPUT,
    "outside": Outcome.INVALID_OUTPUT,
    "prose": Outcome.OK,
    "fenced": Outcome.OK,
}


def test_every_behaviour_is_covered() -> None:
    assert OUTCOMES.keys() == BEHAVIOURS.keys()


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_sentinel_anywhere_in_the_text_decides(name: str, loop: LoopThread) -> None:
    patience = 1.0 if OUTCOMES[name] is Outcome.TIMEOUT else 20.0
    result = ask(f"The printer\nis [[fake:{name}]] again.", loop, patience)
    assert (result.outcome if isinstance(result, ModelError) else Outcome.OK) is OUTCOMES[name]


def test_sentinels_take_values(loop: LoopThread) -> None:
    assert isinstance(ask("[[fake:slow=0.05]]", loop), Completion)
    error = ask("[[fake:429=9]]", loop, 8.0)
    assert isinstance(error, ModelError)
    assert (error.retry_after, error.attempts) == (9, 1)


def test_the_answer_can_be_chosen(loop: LoopThread) -> None:
    result = ask("[[fake:set=category:account,priority:critical]] billing billing [[fake:slow=0.01]]", loop)
    assert isinstance(result, Completion)
    assert (result.data.category, result.data.priority) == ("account", "critical")


def test_the_same_text_gets_the_same_answer_and_a_word_of_it_counts(loop: LoopThread) -> None:
    texts = [f"Ticket {number}" for number in range(30)]
    once, twice = [[ask(text, loop).data for text in texts] for _ in range(2)]
    assert once == twice
    assert {answer.category for answer in once} == {"billing", "technical", "account", "general"}
    assert ask("A Billing question, not technical: billing!", loop).data.category == "billing"


def test_the_random_number_of_a_marker_makes_no_difference(loop: LoopThread) -> None:
    answers = [ask(f"<<<TICKET {nonce}>>>\nTicket 7\n<<<END {nonce}>>>", loop).data for nonce in ("a1", "b2", "c3")]
    assert answers[0] == answers[1] == answers[2] == ask("Ticket 7", loop).data


def test_it_fills_any_schema() -> None:
    request: Request[Any] = Request(system="", user="red or not", schema=Whole, feature=Feature.ANALYSIS)
    reply = asyncio.run(FakeProvider("fake").generate(request))
    assert Whole.model_validate_json(reply.text) == Whole(colour="red", parts=[], weight=0)
