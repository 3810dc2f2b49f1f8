"""The LLM_* settings, by name."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from llm.config import (
    DEFAULT_MODELS,
    DEFAULT_REASONING,
    REASONING_UNSET,
    BreakerPolicy,
    Config,
    Kind,
    ProviderConfig,
    RetryPolicy,
)
from llm.errors import ConfigError
from llm.pricing import Price
from llm.types import Feature

Get = Callable[[str], str]  # the value of a setting, "" if it is not set

OFF = "off"
NEEDS_KEY = {Kind.GEMINI, Kind.ANTHROPIC, Kind.OPENAI, Kind.GROQ}


def read_config(get: Get) -> Config:
    """Reads every setting through `get`. Raises ConfigError for a value that cannot work.

    A provider without its key is left out, with a note: the desk starts and works with keywords alone.
    """
    name = get("LLM_PROVIDER") or Kind.GEMINI
    if name == OFF:
        return Config(notes=("LLM_PROVIDER=off: no model is asked.",))
    wanted = [(_kind("LLM_PROVIDER", name), get("LLM_MODEL"), True)]
    for entry in filter(None, (part.strip() for part in get("LLM_FALLBACK_PROVIDERS").split(","))):
        fallback, _, model = entry.partition(":")
        wanted.append((_kind("LLM_FALLBACK_PROVIDERS", fallback), model, False))

    providers: list[ProviderConfig] = []
    notes: list[str] = []
    for kind, model, primary in wanted:
        provider = _provider(get, kind, model, primary=primary)
        if provider.kind in NEEDS_KEY and not provider.api_key:
            names = f"LLM_API_KEY or {_vendor(kind)}_API_KEY" if primary else f"{_vendor(kind)}_API_KEY"
            notes.append(f"{kind} is not asked, because it has no key: set {names}.")
        else:
            providers.append(provider)

    threads = int(_number(get, "WEB_THREADS", 4))
    half = max(1, threads // 2)
    slots = int(_number(get, "LLM_MAX_CONCURRENT", min(2, half)))
    if not 1 <= slots <= half:
        raise ConfigError(
            f"LLM_MAX_CONCURRENT={slots} must be from 1 to half of WEB_THREADS={threads}: the other threads are "
            "those that serve tickets while models hang."
        )
    defaults = Config()
    return Config(
        providers=tuple(providers),
        notes=tuple(notes),
        interactive_deadline=_positive(get, "LLM_DEADLINE_SECONDS", defaults.interactive_deadline),
        background_deadline=_positive(get, "LLM_BACKGROUND_DEADLINE_SECONDS", defaults.background_deadline),
        max_concurrent=slots,
        cache_ttl=_number(get, "LLM_CACHE_SECONDS", defaults.cache_ttl),
        daily_budget_usd=_decimal(get, "LLM_DAILY_BUDGET_USD"),
        breaker=BreakerPolicy(
            min_failures=int(_positive(get, "LLM_BREAKER_FAILURES", defaults.breaker.min_failures)),
            open_for=_positive(get, "LLM_BREAKER_OPEN_SECONDS", defaults.breaker.open_for),
        ),
        retry=RetryPolicy(attempts=int(_positive(get, "LLM_MAX_ATTEMPTS", defaults.retry.attempts))),
    )


def _provider(get: Get, kind: Kind, model: str, *, primary: bool) -> ProviderConfig:
    """LLM_API_KEY, LLM_BASE_URL, LLM_REASONING and the prices are those of LLM_PROVIDER, not of a fallback."""
    model = model or DEFAULT_MODELS.get(kind, "")
    base_url = (primary and get("LLM_BASE_URL")) or get(f"{_vendor(kind)}_BASE_URL")
    if not model:
        raise ConfigError(f"{kind} has no default model: set LLM_MODEL, or name it as {kind}:MODEL among fallbacks.")
    if kind is Kind.COMPATIBLE and not base_url:
        raise ConfigError(f"{kind} needs LLM_BASE_URL, for example http://localhost:11434/v1.")
    features = {feature: get(f"LLM_MODEL_{feature.upper()}") for feature in Feature} if primary else {}
    reasoning = (primary and get("LLM_REASONING").lower()) or DEFAULT_REASONING.get(kind, REASONING_UNSET)
    return ProviderConfig(
        kind=kind,
        model=model,
        models={feature: name for feature, name in features.items() if name},
        api_key=(primary and get("LLM_API_KEY")) or get(f"{_vendor(kind)}_API_KEY"),
        base_url=base_url,
        reasoning=reasoning,
        price=_price(get) if primary else None,
    )


def _vendor(kind: Kind) -> str:
    return kind.upper().replace("-", "_")


def _kind(setting: str, name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        known = ", ".join([*Kind, OFF] if setting == "LLM_PROVIDER" else Kind)
        raise ConfigError(f"{setting} names {name!r}; choose from {known}.") from None


def _price(get: Get) -> Price | None:
    spent = _decimal(get, "LLM_PRICE_INPUT_USD"), _decimal(get, "LLM_PRICE_OUTPUT_USD")
    match spent:
        case (None, None):
            return None
        case (Decimal() as per_input, Decimal() as per_output):
            return Price(per_input, per_output)
        case _:
            raise ConfigError("Set both LLM_PRICE_INPUT_USD and LLM_PRICE_OUTPUT_USD, or neither.")


def _decimal(get: Get, name: str) -> Decimal | None:
    text = get(name)
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise ConfigError(f"{name}={text} must be a number, 0 or more.")
    return value


def _number(get: Get, name: str, default: float) -> float:
    value = _decimal(get, name)
    return default if value is None else float(value)


def _positive(get: Get, name: str, default: float) -> float:
    value = _number(get, name, default)
    if not value:
        raise ConfigError(f"{name} must be more than 0.")
    return value
