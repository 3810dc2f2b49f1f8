"""What goes into a model and what comes out, whoever makes it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


class Feature(StrEnum):
    """Who asks. Each may have a model of its own."""

    TRIAGE = "triage"
    ANALYSIS = "analysis"


class Source(StrEnum):
    """Where a completion came from."""

    LLM = "llm"
    CACHE = "cache"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request(Generic[T]):
    """A question whose answer is an instance of `schema`.

    `max_tokens` bounds the answer with its reasoning. `cache_key` names the question (see resilience.cache.text_key):
    the prompt itself cannot, since it carries a random marker. Empty means: do not cache.
    """

    system: str
    user: str
    schema: type[T]
    feature: Feature
    max_tokens: int = 512
    cache_key: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion(Generic[T]):
    """A valid answer. Tokens and cost are of all attempts it took; `cost_usd` is None where no price is known."""

    data: T
    provider: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None
    latency_ms: float
    attempts: int
    source: Source = Source.LLM


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which the caller has an answer or an error."""

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> "Deadline":
        return cls(clock() + seconds, clock)

    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.at - self.clock())

    def within(self, seconds: float) -> "Deadline":
        """The earlier of this deadline and `seconds` from now."""
        return Deadline(min(self.at, self.clock() + seconds), self.clock)


class Model(Protocol):
    """What every wrapper in `resilience` is, and what `registry.build` returns."""

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        """Answer by the deadline. Raises ModelError, whose outcome says why there is no answer."""
