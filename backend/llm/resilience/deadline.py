"""One request to one provider, ended by the deadline whatever the server or the SDK does."""

import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from llm.errors import ModelError, Outcome
from llm.loop import LoopThread
from llm.output import parse_output
from llm.pricing import Price
from llm.providers.base import Provider
from llm.types import Completion, Deadline, Request, T
from llm.usage import Usage

CHARACTERS_PER_TOKEN = 3  # fewer than European languages need, so that an estimate is rather too high


@dataclass(frozen=True)
class Bounded:
    """The innermost model: asks once, checks the answer, and says what it cost."""

    provider: Provider
    price: Price | None
    loop: LoopThread

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        if not deadline.remaining():
            raise self._named(ModelError(Outcome.TIMEOUT, "No time was left to ask."))
        started = time.monotonic()
        usage: Usage | None = None
        try:
            reply = self.loop.run(lambda: self.provider.generate(request), deadline)
            usage = reply.usage
            data = parse_output(reply.text, request.schema)
        except ModelError as error:
            error.attempts = 1
            error.latency_ms = (time.monotonic() - started) * 1000
            error.usage = error.usage or usage
            error.cost_usd = self._cost(error.usage or _worst_case(request, error.outcome))
            raise self._named(error) from error.__cause__
        return Completion(
            data=data,
            provider=self.provider.name,
            model=self.provider.model,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost_usd=self._cost(usage),
            latency_ms=(time.monotonic() - started) * 1000,
            attempts=1,
        )

    def _cost(self, usage: Usage) -> Decimal | None:
        return self.price.cost(usage) if self.price else None

    def _named(self, error: ModelError) -> ModelError:
        error.provider, error.model = self.provider.name, self.provider.model
        return error


def _worst_case(request: Request[Any], outcome: Outcome) -> Usage:
    """What a request that was given up may be billed for: the provider goes on writing after we have left."""
    if outcome is not Outcome.TIMEOUT:
        return Usage()
    return Usage((len(request.system) + len(request.user)) // CHARACTERS_PER_TOKEN, request.max_tokens)
