"""A model that analyses tickets as it was told, and remembers what it was asked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from analysis.schemas import AnalysisAnswer
from llm.errors import ModelError, Outcome
from llm.types import Completion, Deadline, Request, Source
from llm.usage import Usage

NOTE = "The customer was charged twice."


def away(seconds: float) -> ModelError:
    """An open breaker, which refuses calls for so long."""
    return ModelError(Outcome.BREAKER_OPEN, "Scripted.", retry_after=seconds)


def failure(outcome: Outcome) -> ModelError:
    """As a chain of wrappers raises it after a try."""
    error = ModelError(outcome, f"Scripted {outcome}.", usage=Usage(7, 3))
    error.provider, error.model, error.attempts, error.cost_usd = "gemini", "small", 1, Decimal("0.002")
    return error


@dataclass
class Analyst:
    """Answers the same for every ticket. `errors` come first, one a call; `then` happens while it thinks."""

    errors: list[ModelError | None] = field(default_factory=list)
    source: Source = Source.LLM
    then: Callable[[str], None] = lambda _: None
    requests: list[Request[Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def complete(self, request: Request[Any], deadline: Deadline) -> Completion[Any]:
        with self.lock:
            self.requests.append(request)
            error = self.errors.pop(0) if self.errors else None
        self.then(request.user)
        if error:
            raise error
        return Completion(
            data=AnalysisAnswer(category="billing", priority="high", note=NOTE),
            provider="gemini",
            model="small",
            input_tokens=100,
            output_tokens=10,
            cost_usd=Decimal("0.001"),
            latency_ms=1.0,
            attempts=1,
            source=self.source,
        )
