"""A clock that is set by hand, and a model that does as it was told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from llm.errors import ModelError, Outcome
from llm.observing import Attempt, BreakerChange, Call
from llm.types import Completion, Deadline, Request, T
from llm.usage import Usage
from tests.llm.conftest import Answer

ANSWER = Answer(category="technical", priority="high", reason="")
NOT_SENT = {Outcome.BREAKER_OPEN, Outcome.BUDGET_SPENT, Outcome.BULKHEAD_FULL}

Step = Outcome | ModelError | Callable[[], None]


class Clock:
    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def deadline(self, seconds: float) -> Deadline:
        return Deadline.after(seconds, self)


@dataclass
class Script:
    """One step per call, the last one for ever: OK answers, any other outcome fails, a function is called and answers.

    Each call that is sent costs 1 USD, 10 tokens in and 2 out.
    """

    steps: list[Step] = field(default_factory=lambda: [Outcome.OK])
    provider: str = "gemini"
    model: str = "small"
    deadlines: list[Deadline] = field(default_factory=list)

    @property
    def calls(self) -> int:
        return len(self.deadlines)

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        self.deadlines.append(deadline)
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if callable(step):
            step()
            step = Outcome.OK
        if step is not Outcome.OK:
            raise self._failed(step if isinstance(step, ModelError) else ModelError(step, f"Scripted {step}."))
        return Completion(
            data=cast("Any", ANSWER),
            provider=self.provider,
            model=self.model,
            input_tokens=10,
            output_tokens=2,
            cost_usd=Decimal(1),
            latency_ms=1.0,
            attempts=1,
        )

    def _failed(self, error: ModelError) -> ModelError:
        error.provider, error.model = self.provider, self.model
        if error.outcome not in NOT_SENT:
            error.attempts, error.usage, error.cost_usd = 1, Usage(10, 2), Decimal(1)
        return error


class Recorder:
    """An observer that remembers."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.calls: list[Call] = []
        self.changes: list[BreakerChange] = []

    def attempted(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)

    def called(self, call: Call) -> None:
        self.calls.append(call)

    def breaker_changed(self, change: BreakerChange) -> None:
        self.changes.append(change)
