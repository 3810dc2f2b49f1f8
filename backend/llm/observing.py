"""What somebody who measures gets to see. Every value is a number or comes from a small fixed set."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from llm.errors import Outcome
from llm.types import Feature, Source

logger = logging.getLogger(__name__)

E = TypeVar("E")


class Phase(StrEnum):
    """What a breaker does with a call."""

    CLOSED = "closed"  # lets it through
    OPEN = "open"  # refuses it
    HALF_OPEN = "half_open"  # lets one through, to see


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One request to one provider."""

    feature: Feature
    provider: str
    model: str
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call of `Model.complete`, with everything it led to. Without a provider nobody was asked."""

    feature: Feature
    provider: str
    model: str
    outcome: Outcome
    source: Source | None
    seconds: float
    attempts: int
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BreakerChange:
    """A breaker has changed its phase; `reason` is what opened it, None once it is closed."""

    provider: str
    model: str
    phase: Phase
    reason: Outcome | None


class Observer(Protocol):
    """Called in the caller's thread; what it raises is logged and otherwise without effect."""

    def attempted(self, attempt: Attempt) -> None: ...

    def called(self, call: Call) -> None: ...

    def breaker_changed(self, change: BreakerChange) -> None: ...


class Unobserved:
    """Nobody measures."""

    def attempted(self, attempt: Attempt) -> None: ...

    def called(self, call: Call) -> None: ...

    def breaker_changed(self, change: BreakerChange) -> None: ...


def tell(listener: Callable[[E], None], event: E) -> None:
    """Tells without letting the one who measures disturb what is measured."""
    try:
        listener(event)
    except Exception:
        logger.exception("An observer failed on %s", type(event).__name__)
