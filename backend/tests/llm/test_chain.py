"""The whole chain, as `build` assembles it, against servers that hang, fail and recover."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from llm.config import BreakerPolicy, Config, Kind, ProviderConfig, RetryPolicy
from llm.environment import read_config
from llm.errors import ConfigError, ModelError, Outcome
from llm.loop import LoopThread
from llm.observing import Phase
from llm.registry import Resources, announce, build, make_provider
from llm.resilience.breaker import breaker_key
from llm.resilience.bulkhead import Bulkhead
from llm.status import budget_spent, model_statuses
from llm.types import Completion, Deadline, Feature, Model, Source
from tests.fakes.llm_server import FakeLLMServer
from tests.llm.conftest import make_request, outcome_of, provider_config
from tests.llm.doubles import Recorder
from tests.patience import LONG, SHORT, SLACK, eventually, within_one_day

RETRY = RetryPolicy(attempts=2, base=0.01, longest=0.02)
BREAKER = BreakerPolicy(min_failures=2, open_for=3600)


@pytest.fixture(autouse=True, scope="module")
def imported(server: FakeLLMServer, loop: LoopThread) -> None:
    """The import of an SDK may take longer than the deadlines here."""
    provider = make_provider(provider_config(Kind.OPENAI, server), "m")
    loop.run(provider.prepare, Deadline.after(LONG))
    loop.run(provider.aclose, Deadline.after(LONG))


@pytest.fixture(autouse=True)
def ready(server: FakeLLMServer, loop: LoopThread) -> None:
    server.behave("ok")


@pytest.fixture(scope="module")
def second() -> Iterator[FakeLLMServer]:
    with FakeLLMServer() as running:
        yield running


class Desk:
    """One process: its configuration, what its models share, and a model for triage."""

    def __init__(self, loop: LoopThread, *providers: ProviderConfig, **config: object) -> None:
        self.config = Config(providers=providers, retry=RETRY, breaker=BREAKER, **{"cache_ttl": 0.0, **config})
        self.seen = Recorder()
        self.resources = Resources(bulkhead=Bulkhead(2), loop=loop, observer=self.seen)
        model = build(self.config, feature=Feature.TRIAGE, resources=self.resources)
        assert model is not None
        self.model: Model = model

    def ask(self, seconds: float = LONG, cache_key: str = "") -> Completion | ModelError:
        return outcome_of(self.model, make_request(cache_key=cache_key), seconds)

    def fails(self, seconds: float = LONG) -> Outcome:
        result = self.ask(seconds)
        assert isinstance(result, ModelError), result
        return result.outcome


@pytest.fixture
def desk(server: FakeLLMServer, loop: LoopThread) -> Desk:
    """Asks the server as if it were OpenAI, whose SDK is the quickest to import."""
    return Desk(loop, provider_config(Kind.OPENAI, server, "gpt-6-luna"))


def test_a_hanging_model_costs_the_deadline_and_then_nothing(desk: Desk, server: FakeLLMServer) -> None:
    desk.ask()  # imports and connects
    server.behave("hang")
    for _ in range(2):
        started = time.monotonic()
        assert desk.fails(SHORT) is Outcome.TIMEOUT
        assert SHORT <= time.monotonic() - started < SHORT + SLACK
    started = time.monotonic()
    assert desk.fails(LONG) is Outcome.BREAKER_OPEN
    assert time.monotonic() - started < SLACK
    assert len(server.requests) == 2


def test_it_asks_again_once_the_model_is_back(desk: Desk, server: FakeLLMServer) -> None:
    server.behave("500", "500", "ok")
    assert desk.fails() is Outcome.SERVER_ERROR
    [status] = model_statuses(desk.config, desk.resources)
    assert (status.provider, status.model, status.phase) == ("openai", "gpt-6-luna", Phase.OPEN)
    assert (status.reason, status.until and status.until > time.time()) == (Outcome.SERVER_ERROR, True)
    key = breaker_key(status.provider, status.model)
    desk.resources.breakers.update(key, lambda circuit: replace(circuit, open_until=time.time() - 1))
    assert isinstance(desk.ask(), Completion)
    [status] = model_statuses(desk.config, desk.resources)
    assert (status.phase, status.reason, status.until) == (Phase.CLOSED, None, None)


def test_workers_that_share_a_store_share_what_they_learn(desk: Desk, server: FakeLLMServer, loop: LoopThread) -> None:
    server.behave("401")
    assert desk.fails() is Outcome.AUTH
    resources = replace(desk.resources, bulkhead=Bulkhead(2))
    colleague = build(desk.config, feature=Feature.TRIAGE, resources=resources)
    assert colleague is not None
    result = outcome_of(colleague, make_request(), LONG)
    assert isinstance(result, ModelError)
    assert (result.outcome, len(server.requests)) == (Outcome.BREAKER_OPEN, 1)


def test_of_many_callers_two_wait_and_the_rest_go_on_at_once(desk: Desk, server: FakeLLMServer) -> None:
    desk.ask()
    server.behave("held")
    results: list[Completion | ModelError] = []
    callers = [threading.Thread(target=lambda: results.append(desk.ask())) for _ in range(32)]
    for caller in callers:
        caller.start()
    assert eventually(lambda: len(results) >= 30 and len(server.requests) == 2)
    refused = [result for result in results if isinstance(result, ModelError)]
    assert [result.outcome for result in refused] == [Outcome.BULKHEAD_FULL] * 30, "two are still waiting"
    server.release()
    for caller in callers:
        caller.join()
    assert [type(result) for result in results[30:]] == [Completion] * 2
    assert len(server.requests) == 2


def test_a_known_answer_needs_no_slot_and_no_model(server: FakeLLMServer, loop: LoopThread) -> None:
    desk = Desk(loop, provider_config(Kind.OPENAI, server), cache_ttl=60.0)
    asked = desk.ask(cache_key="known")
    assert isinstance(asked, Completion)
    server.behave("hang")
    with desk.resources.bulkhead.slot(), desk.resources.bulkhead.slot():
        known = desk.ask(cache_key="known")
        assert isinstance(known, Completion)
        assert (known.source, known.data) == (Source.CACHE, asked.data)
        assert desk.fails() is Outcome.BULKHEAD_FULL


def test_a_second_provider_steps_in_within_the_deadline(
    server: FakeLLMServer, second: FakeLLMServer, loop: LoopThread
) -> None:
    groq = provider_config(Kind.GROQ, second, "openai/gpt-oss-20b")
    desk = Desk(loop, provider_config(Kind.OPENAI, server), groq, fallback_reserve=SHORT)
    desk.ask()
    second.behave("ok")
    server.behave("hang")
    for _ in range(2):
        started = time.monotonic()
        done = desk.ask(2 * SHORT)  # half of it for each
        assert isinstance(done, Completion), done
        assert (done.provider, done.model, done.attempts) == ("groq", "openai/gpt-oss-20b", 2)
        assert SHORT <= time.monotonic() - started < 2 * SHORT + SLACK
    done = desk.ask()
    assert isinstance(done, Completion)
    assert (done.attempts, len(server.requests), len(second.requests)) == (1, 2, 3), "the first one's breaker is open"


def test_the_budget_counts_failures_too_and_then_nobody_is_asked(server: FakeLLMServer, loop: LoopThread) -> None:
    price = provider_config(Kind.OPENAI, server, "gpt-6-luna")  # 120 tokens in and 15 out: 0.0000195 USD
    desk = Desk(loop, price, daily_budget_usd=Decimal("0.00006"))
    server.behave("empty", "ok")
    within_one_day()
    done = desk.ask()
    assert isinstance(done, Completion)
    assert (done.attempts, done.cost_usd) == (2, Decimal("0.000039"))
    assert not budget_spent(desk.config, desk.resources)
    assert isinstance(desk.ask(), Completion)
    assert isinstance(desk.ask(), Completion)
    assert desk.fails() is Outcome.BUDGET_SPENT
    assert budget_spent(desk.config, desk.resources)
    assert len(server.requests) == 4


def test_observers_see_each_request_and_each_call(desk: Desk, server: FakeLLMServer) -> None:
    server.behave("500", "ok", "refused")
    done = desk.ask()
    desk.fails()
    assert [attempt.outcome for attempt in desk.seen.attempts] == [Outcome.SERVER_ERROR, Outcome.OK, Outcome.REFUSED]
    first, last = desk.seen.calls
    assert isinstance(done, Completion)
    assert (first.outcome, first.source, first.attempts, first.input_tokens) == (Outcome.OK, Source.LLM, 2, 120)
    assert (last.outcome, last.provider, last.model) == (Outcome.REFUSED, "openai", "gpt-6-luna")
    assert done.latency_ms == first.seconds * 1000 >= desk.seen.attempts[0].seconds * 1000


def test_an_observer_that_fails_disturbs_nobody(server: FakeLLMServer, loop: LoopThread) -> None:
    desk = Desk(loop, provider_config(Kind.OPENAI, server))
    desk.seen.called = desk.seen.attempted = None  # type: ignore[method-assign, assignment]
    assert isinstance(desk.ask(), Completion)


@pytest.mark.parametrize("name", ["gemini", "anthropic", "openai", "groq", "openai-compatible"])
def test_the_environment_alone_switches_between_providers(name: str, server: FakeLLMServer, loop: LoopThread) -> None:
    path = "" if name in {"gemini", "anthropic"} else "/v1"
    environ = {"LLM_PROVIDER": name, "LLM_API_KEY": "k", "LLM_BASE_URL": server.url + path, "LLM_MODEL": "m"}
    config = replace(read_config(lambda setting: environ.get(setting, "")), cache_ttl=0)
    model = build(config, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(2), loop=loop))
    assert model is not None
    done = model.complete(make_request(), Deadline.after(LONG))
    assert (done.provider, done.model, done.data.category) == (name, "m", "technical")


def test_off_is_no_model() -> None:
    assert build(Config(), feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1))) is None


def test_a_budget_without_a_price_is_refused(server: FakeLLMServer, loop: LoopThread) -> None:
    own = provider_config(Kind.COMPATIBLE, server, "llama3.2:3b")
    with pytest.raises(ConfigError, match=r"needs the price of llama3\.2:3b: set LLM_PRICE_INPUT_USD"):
        Desk(loop, own, daily_budget_usd=Decimal(1))


def test_a_missing_sdk_is_named_with_the_way_to_install_it(
    server: FakeLLMServer, loop: LoopThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match="needs the package openai: uv sync --extra openai"):
        Desk(loop, provider_config(Kind.GROQ, server))


def test_each_feature_asks_its_own_model(server: FakeLLMServer, loop: LoopThread) -> None:
    config = replace(provider_config(Kind.OPENAI, server, "small"), models={Feature.ANALYSIS: "large"})
    desk = Desk(loop, config)
    analysis = build(desk.config, feature=Feature.ANALYSIS, resources=desk.resources)
    assert analysis is not None
    desk.ask()
    analysis.complete(make_request(), Deadline.after(LONG))
    assert [request.body["model"] for request in server.requests] == ["small", "large"]
    assert [status.model for status in model_statuses(desk.config, desk.resources)] == ["small", "large"]


def test_warming_imports_and_connects_before_anybody_asks(server: FakeLLMServer) -> None:
    loop, threads = LoopThread(), threading.active_count()
    config = Config(providers=(provider_config(Kind.OPENAI, server),))
    build(config, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1), loop=loop))
    assert threading.active_count() == threads, "building alone must start nothing: a fork may follow"
    build(config, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1), loop=loop), warm=True)
    assert threading.active_count() == threads + 1
    loop.stop()


def test_the_start_says_once_what_is_asked(caplog: pytest.LogCaptureFixture, server: FakeLLMServer) -> None:
    caplog.set_level("INFO", logger="llm")
    announce(Config(providers=(provider_config(Kind.OPENAI, server, "gpt-6-luna"),)))
    announce(Config(notes=("gemini is not asked, because it has no key: set LLM_API_KEY or GEMINI_API_KEY.",)))
    assert [record.getMessage() for record in caplog.records if record.name == "llm.registry"] == [
        "Models asked, in this order: openai (gpt-6-luna)",
        "gemini is not asked, because it has no key: set LLM_API_KEY or GEMINI_API_KEY.",
        "Models asked, in this order: none",
    ]
