"""A model that answers about many tickets, remembers what it was asked, and fails when told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from llm.errors import ModelError, Outcome
from llm.providers.fake_overviews import overview
from llm.schemas import portable_schema
from llm.types import Completion, Deadline, Request
from llm.usage import Usage


@dataclass
class Overviewer:
    """Answers as the fake provider does, or what `answers` give for a schema's name; `before` each call it is told."""

    answers: dict[str, Callable[[str], dict[str, Any]]] = field(default_factory=dict)
    before: Callable[[Request[Any]], None] = lambda _: None
    requests: list[Request[Any]] = field(default_factory=list)

    def complete(self, request: Request[Any], deadline: Deadline) -> Completion[Any]:
        self.requests.append(request)
        self.before(request)
        answer = self.answers.get(request.schema.__name__)
        data = answer(request.user) if answer else overview(portable_schema(request.schema), request.user)
        return Completion(
            data=request.schema.model_validate(data),
            provider="gemini",
            model="small",
            input_tokens=100,
            output_tokens=10,
            cost_usd=Decimal("0.001"),
            latency_ms=1.0,
            attempts=1,
        )

    @property
    def asked(self) -> list[str]:
        """The schemas, in the order of the calls."""
        return [request.schema.__name__ for request in self.requests]


def failure(outcome: Outcome, *, retry_after: float | None = None) -> ModelError:
    """As a chain of wrappers raises it."""
    error = ModelError(outcome, f"Scripted {outcome}.", retry_after=retry_after, usage=Usage(7, 3))
    error.provider, error.model, error.attempts, error.cost_usd = "gemini", "small", 1, Decimal("0.002")
    return error


def failing(*outcomes: Outcome | None) -> Callable[[Request[Any]], None]:
    """Call after call; None lets it through, and the last one stays."""
    left = list(outcomes)

    def before(request: Request[Any]) -> None:
        outcome = left.pop(0) if len(left) > 1 else left[0]
        if outcome:
            raise failure(outcome)

    return before
