"""The engines that can be measured, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine says of one ticket. `source` is the desk's word for where it came from."""

    category: str
    priority: str
    source: str


class Engine(Protocol):
    """Answers one ticket; may take its time, which is measured."""

    def __call__(self, description: str, title: str) -> Answer: ...


def _keywords() -> Engine:
    from triage.keywords import classify

    def answer(description: str, title: str) -> Answer:
        result = classify(description, title)
        return Answer(result.category, result.priority, result.source)

    return answer


# Made only when asked for, so that measuring one engine needs neither key nor library of another.
ENGINES: dict[str, Callable[[], Engine]] = {"keywords": _keywords}
