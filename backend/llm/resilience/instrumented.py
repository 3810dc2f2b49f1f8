"""Telling an observer what happened: each request to a provider, and each call with all that it led to."""

import time
from dataclasses import dataclass, replace

from llm.errors import ModelError, Outcome
from llm.observing import Attempt, Call, Observer, tell
from llm.types import Completion, Deadline, Model, Request, Source, T
from llm.usage import Usage


@dataclass(frozen=True)
class ObservedAttempts:
    """Stands directly round the request: what a breaker or the budget stops is no attempt."""

    inner: Model
    observer: Observer

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        try:
            completion = self.inner.complete(request, deadline)
        except ModelError as error:
            if error.attempts:
                self._tell(request, error.provider, error.model, error.outcome, error.latency_ms)
            raise
        self._tell(request, completion.provider, completion.model, Outcome.OK, completion.latency_ms)
        return completion

    def _tell(self, request: Request[T], provider: str, model: str, outcome: Outcome, latency_ms: float) -> None:
        attempt = Attempt(
            feature=request.feature, provider=provider, model=model, outcome=outcome, seconds=latency_ms / 1000
        )
        tell(self.observer.attempted, attempt)


@dataclass(frozen=True)
class ObservedCalls:
    """Stands outside everything, and so sets the latency that the caller felt."""

    inner: Model
    observer: Observer

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        started = time.monotonic()
        try:
            completion = self.inner.complete(request, deadline)
        except ModelError as error:
            error.latency_ms = (time.monotonic() - started) * 1000
            self._tell_failure(request, error)
            raise
        completion = replace(completion, latency_ms=(time.monotonic() - started) * 1000)
        self._tell_success(request, completion)
        return completion

    def _tell_success(self, request: Request[T], completion: Completion[T]) -> None:
        call = Call(
            feature=request.feature,
            provider=completion.provider,
            model=completion.model,
            outcome=Outcome.OK,
            source=completion.source,
            seconds=completion.latency_ms / 1000,
            attempts=completion.attempts,
            input_tokens=completion.input_tokens,
            output_tokens=completion.output_tokens,
            cost_usd=completion.cost_usd,
        )
        tell(self.observer.called, call)

    def _tell_failure(self, request: Request[T], error: ModelError) -> None:
        usage = error.usage or Usage()
        call = Call(
            feature=request.feature,
            provider=error.provider,
            model=error.model,
            outcome=error.outcome,
            source=Source.LLM if error.attempts else None,
            seconds=error.latency_ms / 1000,
            attempts=error.attempts,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost_usd=error.cost_usd,
        )
        tell(self.observer.called, call)
