"""What is written down of asking a model, whatever was asked and however it ended."""

import time
from decimal import Decimal
from typing import Any, TypedDict

from llm.errors import ModelError, Outcome
from llm.types import Completion


class Asked(TypedDict):
    """Who was asked by which prompt, how it ended, and what all attempts took."""

    outcome: str
    provider: str
    model: str
    prompt_version: str
    attempts: int
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None


def answered(completion: Completion[Any], prompt_version: str) -> Asked:
    """The model has answered, now or earlier (from the cache)."""
    return Asked(
        outcome=Outcome.OK.value,
        provider=completion.provider,
        model=completion.model,
        prompt_version=prompt_version,
        attempts=completion.attempts,
        input_tokens=completion.input_tokens,
        output_tokens=completion.output_tokens,
        cost_usd=completion.cost_usd,
    )


def unanswered(error: ModelError, prompt_version: str) -> Asked:
    """There is no answer; what was used up until then is paid for all the same."""
    return Asked(
        outcome=error.outcome.value,
        provider=error.provider,
        model=error.model,
        prompt_version=prompt_version,
        attempts=error.attempts,
        input_tokens=error.usage.input_tokens if error.usage else 0,
        output_tokens=error.usage.output_tokens if error.usage else 0,
        cost_usd=error.cost_usd,
    )


def milliseconds_since(started: float) -> float:
    """Since `started`, a time.perf_counter(); to the microsecond."""
    return round((time.perf_counter() - started) * 1000, 3)
