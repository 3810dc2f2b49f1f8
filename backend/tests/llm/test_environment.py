"""Settings by name, and what is said about those that cannot work."""

from decimal import Decimal

import pytest

from llm.config import DEFAULT_MODELS, Config, Kind
from llm.environment import read_config
from llm.errors import ConfigError
from llm.pricing import LIST_PRICES, Price
from llm.types import Feature


def read(**settings: str) -> Config:
    return read_config(lambda name: settings.get(name, ""))


def test_gemini_is_the_default() -> None:
    [gemini] = read(GEMINI_API_KEY="k").providers
    assert (gemini.kind, gemini.model, gemini.api_key) == (Kind.GEMINI, "gemini-3.5-flash-lite", "k")
    assert gemini.reasoning == "minimal"


@pytest.mark.parametrize(
    ("name", "key", "model", "reasoning"),
    [
        ("gemini", "GEMINI_API_KEY", "gemini-3.5-flash-lite", "minimal"),
        ("anthropic", "ANTHROPIC_API_KEY", "claude-haiku-5-5", "none"),
        ("openai", "OPENAI_API_KEY", "gpt-6-luna", "none"),
        ("groq", "GROQ_API_KEY", "openai/gpt-oss-20b", "low"),
    ],
)
def test_each_provider_by_its_own_key_or_the_common_one(name: str, key: str, model: str, reasoning: str) -> None:
    for settings in ({key: "k"}, {"LLM_API_KEY": "k"}, {"LLM_API_KEY": "k", key: "other"}):
        [provider] = read(LLM_PROVIDER=name, **settings).providers
        assert (provider.kind.value, provider.api_key, provider.model) == (name, "k", model)
        assert provider.reasoning == reasoning


def test_without_a_key_it_is_off_and_says_which_is_missing() -> None:
    config = read(LLM_PROVIDER="anthropic", GEMINI_API_KEY="of another")
    assert config.providers == ()
    assert config.notes == ("anthropic is not asked, because it has no key: set LLM_API_KEY or ANTHROPIC_API_KEY.",)


def test_off_is_off_whatever_else_is_set() -> None:
    config = read(LLM_PROVIDER="off", LLM_API_KEY="k", LLM_FALLBACK_PROVIDERS="fake")
    assert (config.providers, config.notes) == ((), ("LLM_PROVIDER=off: no model is asked.",))


def test_a_server_of_ones_own() -> None:
    [own] = read(
        LLM_PROVIDER="openai-compatible", LLM_MODEL="llama3.2:3b", LLM_BASE_URL="http://gpu:11434/v1"
    ).providers
    assert (own.base_url, own.api_key, own.reasoning) == ("http://gpu:11434/v1", "", "unset")
    assert own.price_for(Feature.TRIAGE) is None


def test_features_may_have_models_of_their_own() -> None:
    [gemini] = read(LLM_API_KEY="k", LLM_MODEL_ANALYSIS="gemini-3.8-flash").providers
    assert gemini.model_for(Feature.TRIAGE) == "gemini-3.5-flash-lite"
    assert gemini.model_for(Feature.ANALYSIS) == "gemini-3.8-flash"


def test_fallbacks_follow_in_order_with_keys_addresses_and_models_of_their_own() -> None:
    config = read(
        LLM_API_KEY="primary",
        LLM_MODEL="big",
        LLM_BASE_URL="http://primary",
        LLM_REASONING="low",
        LLM_FALLBACK_PROVIDERS="groq, openai-compatible:llama3.2:3b,anthropic",
        GROQ_API_KEY="g",
        OPENAI_COMPATIBLE_BASE_URL="http://gpu/v1",
    )
    assert [(p.kind.value, p.model, p.api_key, p.base_url) for p in config.providers] == [
        ("gemini", "big", "primary", "http://primary"),
        ("groq", "openai/gpt-oss-20b", "g", ""),
        ("openai-compatible", "llama3.2:3b", "", "http://gpu/v1"),
    ]
    assert [provider.reasoning for provider in config.providers] == ["low", "low", "unset"]
    assert config.notes == ("anthropic is not asked, because it has no key: set ANTHROPIC_API_KEY.",)


def test_limits_are_read() -> None:
    config = read(
        LLM_DEADLINE_SECONDS="2.5",
        LLM_BACKGROUND_DEADLINE_SECONDS="60",
        LLM_MAX_CONCURRENT="4",
        WEB_THREADS="8",
        LLM_MAX_ATTEMPTS="1",
        LLM_CACHE_SECONDS="0",
        LLM_DAILY_BUDGET_USD="1.50",
        LLM_BREAKER_FAILURES="2",
        LLM_BREAKER_OPEN_SECONDS="3",
    )
    assert (config.interactive_deadline, config.background_deadline, config.max_concurrent) == (2.5, 60, 4)
    assert (config.retry.attempts, config.cache_ttl, config.daily_budget_usd) == (1, 0, Decimal("1.50"))
    assert (config.breaker.min_failures, config.breaker.open_for) == (2, 3)


@pytest.mark.parametrize(("threads", "slots"), [("", 2), ("1", 1), ("2", 1), ("4", 2), ("32", 2)])
def test_at_most_half_of_the_threads_wait(threads: str, slots: int) -> None:
    assert read(WEB_THREADS=threads).max_concurrent == slots


def test_prices_can_be_set() -> None:
    [gemini] = read(LLM_API_KEY="k", LLM_PRICE_INPUT_USD="1", LLM_PRICE_OUTPUT_USD="0").providers
    assert gemini.price_for(Feature.TRIAGE) == Price(Decimal(1), Decimal(0))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"LLM_PROVIDER": "chatgpt"}, "LLM_PROVIDER names 'chatgpt'; choose from gemini, .*off"),
        ({"LLM_FALLBACK_PROVIDERS": "off"}, "LLM_FALLBACK_PROVIDERS names 'off'"),
        ({"LLM_PROVIDER": "openai-compatible", "LLM_BASE_URL": "http://x"}, "set LLM_MODEL"),
        ({"LLM_PROVIDER": "openai-compatible", "LLM_MODEL": "x"}, "needs LLM_BASE_URL"),
        ({"LLM_MAX_CONCURRENT": "3"}, "from 1 to half of WEB_THREADS=4"),
        ({"LLM_MAX_CONCURRENT": "0"}, "from 1 to half"),
        ({"LLM_DEADLINE_SECONDS": "soon"}, "LLM_DEADLINE_SECONDS=soon must be a number"),
        ({"LLM_DEADLINE_SECONDS": "0"}, "LLM_DEADLINE_SECONDS must be more than 0"),
        ({"LLM_DAILY_BUDGET_USD": "-1"}, "0 or more"),
        ({"LLM_DAILY_BUDGET_USD": "nan"}, "must be a number"),
        ({"LLM_PRICE_INPUT_USD": "1"}, "Set both"),
    ],
)
def test_what_cannot_work_is_refused_with_what_to_do(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read(**settings)


def test_each_default_model_has_a_price_and_a_pinned_name() -> None:
    assert DEFAULT_MODELS.keys() == set(Kind) - {Kind.COMPATIBLE}
    for model in DEFAULT_MODELS.values():
        assert model in LIST_PRICES
        assert "latest" not in model
