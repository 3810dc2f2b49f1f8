"""The engines that can be measured, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine says of one ticket. `source` is the desk's word for where it came from.

    Of a model: `engine` names it with its prompt, `outcome` says how asking it ended, `cost_usd` is None where no price
    is known, and `tokens` counts both ways.
    """

    category: str
    priority: str
    source: str
    engine: str = ""
    outcome: str = ""
    tokens: int = 0
    cost_usd: Decimal | None = None


class Engine(Protocol):
    """Answers one ticket; may take its time, which is measured. ValueError if there is no point in asking on."""

    def __call__(self, description: str, title: str) -> Answer: ...


def _keywords() -> Engine:
    from keywords import VERSION, classify

    def answer(description: str, title: str) -> Answer:
        result = classify(description, title)
        return Answer(result.category, result.priority, result.source, engine=VERSION)

    return answer


def _model() -> Engine:
    from evals.model_engine import configured_model

    return configured_model()


def _fake() -> Engine:
    from evals.model_engine import fake_model

    return fake_model()


# Made only when asked for, so that measuring one engine needs neither key nor library of another.
ENGINES: dict[str, Callable[[], Engine]] = {"keywords": _keywords, "model": _model, "fake": _fake}
