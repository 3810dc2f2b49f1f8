"""What can be set. Plain values: whoever starts the process fills them in (see environment.read_config)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from llm.pricing import LIST_PRICES, Price
from llm.types import Feature


class Kind(StrEnum):
    """The providers by the name that LLM_PROVIDER gives them."""

    GEMINI = "gemini"
    ANTHROPIC = "anthropic"
    OPENAI = "openai"
    GROQ = "groq"
    COMPATIBLE = "openai-compatible"
    FAKE = "fake"


# Pinned names: an alias ending in -latest changes its answers without a change of ours to blame.
DEFAULT_MODELS = {
    Kind.GEMINI: "gemini-3.5-flash-lite",
    Kind.ANTHROPIC: "claude-haiku-5-5",
    Kind.OPENAI: "gpt-6-luna",
    Kind.GROQ: "openai/gpt-oss-20b",
    Kind.FAKE: "fake",
}

# The least each default model takes: classifying needs no reasoning, and reasoning would not end in time.
DEFAULT_REASONING = {
    Kind.GEMINI: "minimal",
    Kind.ANTHROPIC: "none",
    Kind.OPENAI: "none",
    Kind.GROQ: "low",
}

REASONING_UNSET = "unset"  # leaves the parameter out, for models that refuse it


@dataclass(frozen=True, kw_only=True)
class ProviderConfig:
    """One provider, with a model for each feature that does not use `model`."""

    kind: Kind
    model: str
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    reasoning: str = REASONING_UNSET
    models: Mapping[Feature, str] = field(default_factory=dict)
    price: Price | None = None

    def model_for(self, feature: Feature) -> str:
        return self.models.get(feature, self.model)

    def price_for(self, feature: Feature) -> Price | None:
        """None where neither the settings nor the list know a price."""
        return self.price or LIST_PRICES.get(self.model_for(feature))


@dataclass(frozen=True, kw_only=True)
class BreakerPolicy:
    """When a breaker opens and for how long. Times are in seconds."""

    window: float = 30
    min_failures: int = 5
    failure_ratio: float = 0.5
    open_for: float = 15  # doubled each time in a row …
    open_at_most: float = 300  # … up to this, which is also the time after `auth` and `model_gone`
    hold_off_at_most: float = 3600  # a Retry-After beyond it is taken for a mistake
    probe_grace: float = 10  # a probe that never reports back blocks others for this long after its own deadline


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often and how patiently to ask again. Times are in seconds."""

    attempts: int = 3
    base: float = 0.2
    longest: float = 2.0


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything `registry.build` needs. No providers means off; `notes` tells whoever starts the process why."""

    providers: tuple[ProviderConfig, ...] = ()
    notes: tuple[str, ...] = ()
    interactive_deadline: float = 4.0  # seconds in all, while a person waits for a suggestion
    background_deadline: float = 20.0  # seconds in all, in a job
    fallback_reserve: float = 1.5  # seconds kept for each further provider, unless that is more than half
    max_concurrent: int = 2  # calls of one process under way at once
    cache_ttl: float = 24 * 3600.0  # seconds; 0 is no cache
    daily_budget_usd: Decimal | None = None
    breaker: BreakerPolicy = field(default_factory=BreakerPolicy)
    retry: RetryPolicy = field(default_factory=RetryPolicy)
