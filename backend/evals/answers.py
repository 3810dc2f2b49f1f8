"""What is asked of an engine, and what it says."""

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
