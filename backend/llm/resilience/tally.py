"""Adding up the attempts behind one answer."""

from dataclasses import dataclass, replace
from decimal import Decimal

from llm.errors import ModelError
from llm.types import Completion, T
from llm.usage import Usage


@dataclass
class Tally:
    """What failed attempts have used so far. A cost that is unknown once stays unknown."""

    attempts: int = 0
    usage: Usage | None = None
    cost_usd: Decimal | None = Decimal(0)

    def add(self, error: ModelError) -> None:
        if error.attempts:
            self.attempts += error.attempts
            self.usage = (self.usage or Usage()) + (error.usage or Usage()) if self.usage or error.usage else None
            self.cost_usd = _sum(self.cost_usd, error.cost_usd)

    def on(self, completion: Completion[T]) -> Completion[T]:
        """The completion, with what it took to get there."""
        used = self.usage or Usage()
        return replace(
            completion,
            attempts=completion.attempts + self.attempts,
            input_tokens=completion.input_tokens + used.input_tokens,
            output_tokens=completion.output_tokens + used.output_tokens,
            cost_usd=_sum(self.cost_usd, completion.cost_usd),
        )

    def onto(self, error: ModelError) -> ModelError:
        """The error (one of those added), speaking for all of them."""
        error.attempts, error.usage = self.attempts, self.usage
        error.cost_usd = self.cost_usd if self.attempts else None
        return error


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
