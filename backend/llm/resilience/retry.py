"""Asking again, where that can help and while there is time."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import tenacity

from llm.config import RetryPolicy
from llm.errors import ModelError, Outcome
from llm.resilience.tally import Tally
from llm.types import Completion, Deadline, Model, Request, T

# Never auth, model_gone, rejected, blocked, refused or truncated: the same question gets the same answer. Never a
# timeout: it has used up the deadline.
RETRYABLE = {Outcome.CONNECTION, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.INVALID_OUTPUT}
INVALID_OUTPUTS = 2  # one retry: a model that fails the schema twice is not going to meet it


@dataclass(frozen=True)
class Retried:
    """Full jitter between attempts; a Retry-After is obeyed if it fits the deadline, otherwise nobody waits."""

    inner: Model
    policy: RetryPolicy
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[float, float], float] = random.uniform

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        tally, failures, stopped = Tally(), list[ModelError](), False

        def attempt() -> Completion[T]:
            nonlocal stopped
            try:
                return self.inner.complete(request, deadline)
            except ModelError as error:
                stopped = not error.attempts  # by the breaker, the budget or the clock: nobody was asked
                if stopped and failures:
                    raise failures[-1] from None  # which is why
                tally.add(error)
                failures.append(error)
                raise

        def retryable(error: BaseException) -> bool:
            invalid = sum(failure.outcome is Outcome.INVALID_OUTPUT for failure in failures)
            return (
                isinstance(error, ModelError)
                and not stopped
                and error.outcome in RETRYABLE
                and invalid < INVALID_OUTPUTS
            )

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(retryable),
            wait=self._wait,
            stop=lambda state: (
                state.attempt_number >= self.policy.attempts or state.upcoming_sleep >= deadline.remaining()
            ),
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return tally.on(retrying(attempt))
        except ModelError as error:
            raise tally.onto(error) from error.__cause__

    def _wait(self, state: tenacity.RetryCallState) -> float:
        longest = min(self.policy.longest, self.policy.base * 2 ** (state.attempt_number - 1))
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, ModelError) and error.retry_after is not None:
            # Beyond what was asked for, so that those told the same moment do not all come at once.
            return error.retry_after + self.jitter(0, self.policy.base)
        return self.jitter(0, longest)
