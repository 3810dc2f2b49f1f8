"""From a configuration to a model that can be asked."""

import importlib.util
import logging
from dataclasses import dataclass, field

from llm.budget import Budgeted, MemorySpendStore, SpendStore
from llm.config import Config, Kind, ProviderConfig
from llm.errors import ConfigError
from llm.loop import LOOP, LoopThread
from llm.observing import Observer, Unobserved
from llm.providers.base import Provider
from llm.resilience.breaker import Breaker
from llm.resilience.breaker_store import BreakerStore, MemoryBreakerStore
from llm.resilience.bulkhead import Bulkhead, InBulkhead
from llm.resilience.cache import Cached, CacheStore, MemoryCacheStore
from llm.resilience.deadline import Bounded
from llm.resilience.fallback import FirstToAnswer
from llm.resilience.instrumented import ObservedAttempts, ObservedCalls
from llm.resilience.retry import Retried
from llm.types import Feature, Model

logger = logging.getLogger(__name__)

PACKAGES = {Kind.ANTHROPIC: "anthropic", Kind.OPENAI: "openai", Kind.GROQ: "openai", Kind.COMPATIBLE: "openai"}


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What the models of a process share. The defaults are of this process alone; create them after a fork."""

    bulkhead: Bulkhead
    breakers: BreakerStore = field(default_factory=MemoryBreakerStore)
    spend: SpendStore = field(default_factory=MemorySpendStore)
    answers: CacheStore = field(default_factory=MemoryCacheStore)
    observer: Observer = field(default_factory=Unobserved)
    loop: LoopThread = LOOP


def build(config: Config, *, feature: Feature, resources: Resources, warm: bool = False) -> Model | None:
    """The model that answers for a feature, or None if models are off.

    Cheap, and nothing is started or imported before the first call, unless `warm`: then the loop's thread starts and
    imports the SDKs, which takes seconds, while nobody waits. Raises ConfigError.

    This is the one place that decides how the wrappers stand, from the inside out:
    - the attempt ends at the deadline (Bounded), and is observed as one request;
    - the breaker judges each request; the budget pays for each, and is asked first, so that it never holds a probe;
    - retries stand outside both, so that each is judged, and none is sent to a breaker that has just opened;
    - further providers have a chain of their own, since theirs is another service;
    - the bulkhead covers all of that, because its slots are threads of ours, whatever they wait for;
    - the cache stands before it: an answer that is known needs no slot.
    """
    if not config.providers:
        return None
    chains: list[Model] = []
    for provider_config in config.providers:
        provider = make_provider(provider_config, provider_config.model_for(feature))
        resources.loop.on_stop(provider.aclose)
        if warm:
            resources.loop.soon(provider.prepare)
        price = provider_config.price_for(feature)
        model: Model = Bounded(provider, price, resources.loop)
        model = ObservedAttempts(model, resources.observer)
        model = Breaker(
            model, provider.name, provider.model, resources.breakers, config.breaker, observer=resources.observer
        )
        if config.daily_budget_usd is not None:
            if price is None:
                raise ConfigError(
                    f"LLM_DAILY_BUDGET_USD needs the price of {provider.model}: set LLM_PRICE_INPUT_USD and "
                    "LLM_PRICE_OUTPUT_USD, in US dollars per million tokens (0 for a server of your own)."
                )
            model = Budgeted(model, resources.spend, config.daily_budget_usd)
        chains.append(Retried(model, config.retry))
    model = chains[0] if len(chains) == 1 else FirstToAnswer(chains, config.fallback_reserve)
    model = InBulkhead(model, resources.bulkhead)
    if config.cache_ttl:
        names = tuple(f"{provider.kind}:{provider.model_for(feature)}" for provider in config.providers)
        model = Cached(model, resources.answers, config.cache_ttl, names)
    return ObservedCalls(model, resources.observer)


def make_provider(config: ProviderConfig, model: str) -> Provider:
    """The adapter for one model. Raises ConfigError if its SDK is not installed."""
    package = PACKAGES.get(config.kind)
    if package and importlib.util.find_spec(package) is None:
        raise ConfigError(f"LLM_PROVIDER={config.kind} needs the package {package}: uv sync --extra {package}.")
    match config.kind:
        case Kind.GEMINI:
            from llm.providers.gemini import GeminiProvider

            return GeminiProvider(config, model)
        case Kind.ANTHROPIC:
            from llm.providers.anthropic import AnthropicProvider

            return AnthropicProvider(config, model)
        case Kind.OPENAI | Kind.GROQ | Kind.COMPATIBLE:
            from llm.providers.openai import OpenAIProvider

            return OpenAIProvider(config, model)
        case Kind.FAKE:
            from llm.providers.fake import FakeProvider

            return FakeProvider(model)


def announce(config: Config) -> None:
    """Say once, at start, which models are asked, or why none is."""
    for note in config.notes:
        logger.warning("%s", note)
    names = [f"{provider.kind} ({provider.model})" for provider in config.providers]
    logger.info("Models asked, in this order: %s", ", ".join(names) or "none")
