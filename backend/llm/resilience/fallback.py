"""Further providers, tried one after the other inside the same deadline."""

from collections.abc import Sequence
from dataclasses import dataclass

from llm.errors import ModelError, Outcome
from llm.resilience.tally import Tally
from llm.types import Completion, Deadline, Model, Request, T


@dataclass(frozen=True)
class FirstToAnswer:
    """The first model that answers. Each leaves time for those behind it: `reserve` seconds apiece, but never more
    than half of what is left."""

    models: Sequence[Model]
    reserve: float

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        tally, failures = Tally(), list[ModelError]()
        for behind, model in zip(range(len(self.models) - 1, -1, -1), self.models, strict=True):
            left = deadline.remaining()
            if failures and not left:
                break
            share = max(left / 2, left - self.reserve * behind) if behind else left
            try:
                return tally.on(model.complete(request, deadline.within(share)))
            except ModelError as error:
                tally.add(error)
                failures.append(error)
                if error.outcome is Outcome.BUDGET_SPENT:
                    break  # the budget is of all of them
        told = _most_telling(failures)
        raise tally.onto(told) from told.__cause__


def _most_telling(failures: list[ModelError]) -> ModelError:
    """The first that failed by itself; that others were not asked is only its consequence."""
    return next((error for error in failures if error.attempts), failures[0])
