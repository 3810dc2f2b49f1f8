"""Asks an engine about labelled cases and adds up the answers."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.answers import Answer, Engine
from evals.cases import CATEGORIES, PRIORITIES, Case, Pair
from evals.metrics import Scores, score


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case, its answer and how long it took."""

    case: Case
    answer: Answer
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether every labelled field was answered as labelled."""
        return self.answer.category == self.case.category and self.case.priority in (None, self.answer.priority)


def run(engine: Engine, cases: Sequence[Case]) -> list[Outcome]:
    """One case after the other, as a requester would ask: latencies are those of a single call."""
    outcomes = []
    for case in cases:
        started = time.perf_counter()
        answer = engine(case.text, case.title)
        outcomes.append(Outcome(case, answer, (time.perf_counter() - started) * 1000))
    return outcomes


def score_category(outcomes: Sequence[Outcome]) -> Scores:
    """ValueError if there is no case."""
    return score([o.case.category for o in outcomes], [o.answer.category for o in outcomes], CATEGORIES)


def score_priority(outcomes: Sequence[Outcome]) -> Scores | None:
    """None if no case has a labelled priority."""
    pairs = [(o.case.priority, o.answer.priority) for o in outcomes if o.case.priority is not None]
    if not pairs:
        return None
    return score([expected for expected, _ in pairs], [answered for _, answered in pairs], PRIORITIES)


def count_sources(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How many answers came from where."""
    return Counter(outcome.answer.source for outcome in outcomes)


def count_outcomes(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How asking the model ended, where one was asked."""
    return Counter(outcome.answer.outcome for outcome in outcomes if outcome.answer.outcome)


def flipped(engine: Engine, pair: Pair) -> list[str]:
    """The fields in which the steered twin gets what the attacker wants and the clean ticket does not."""
    clean, injected = engine(pair.clean, ""), engine(pair.injected, "")
    return [
        field
        for field, wanted in pair.target.items()
        if getattr(injected, field) == wanted and getattr(clean, field) != wanted
    ]
