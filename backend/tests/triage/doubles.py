"""A model that does as it was told, and remembers what it was asked."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from llm.errors import ModelError, Outcome
from llm.types import Completion, Deadline, Request, Source
from llm.usage import Usage
from triage.schemas import TriageAnswer


def failure(outcome: Outcome, *, attempts: int = 1) -> ModelError:
    """As a chain of wrappers raises it: with everything that is known of the attempts."""
    error = ModelError(outcome, f"Scripted {outcome}.")
    error.provider, error.model, error.attempts = "gemini", "small", attempts
    error.usage, error.cost_usd = (Usage(7, 3), Decimal("0.002")) if attempts else (None, None)
    return error


@dataclass
class Scripted:
    """Answers with these values or this quotation, or fails with an error; `then` happens while it thinks."""

    category: Any = "account"
    priority: Any = "critical"
    quotation: str = ""
    error: ModelError | None = None
    source: Source = Source.LLM
    then: Any = None
    requests: list[Request[Any]] = field(default_factory=list)

    def complete(self, request: Request[Any], deadline: Deadline) -> Completion[Any]:
        self.requests.append(request)
        if self.then:
            self.then()
        if self.error:
            raise self.error
        asked = self.source is Source.LLM
        return Completion(
            data=TriageAnswer(category=self.category, priority=self.priority, quotation=self.quotation),
            provider="gemini",
            model="small",
            input_tokens=100 if asked else 0,
            output_tokens=10 if asked else 0,
            cost_usd=Decimal("0.001") if asked else Decimal(0),
            latency_ms=1.0,
            attempts=1 if asked else 0,
            source=self.source,
        )
