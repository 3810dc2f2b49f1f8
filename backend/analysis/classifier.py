"""Analysing one ticket: by the model, by keywords where there is none to ask, or not this time."""

import time
from dataclasses import dataclass, replace
from decimal import Decimal

import keywords
from analysis import prompts
from analysis.notes import keyword_note, written_note
from analysis.schemas import AnalysisAnswer
from analysis.words import AWAY
from inference.asking import answered, milliseconds_since, unanswered
from inference.fencing import new_nonce
from inference.presenting import Presented, present
from llm.errors import ModelError, Outcome
from llm.resilience.cache import text_key
from llm.types import Deadline, Feature, Model, Request
from tickets.choices import Source

# The answer with its note and, where a model reasons, some reasoning.
MAX_TOKENS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was made of a ticket. Without `source` nothing was: `outcome` says why, and another try may help."""

    category: str = ""
    priority: str = ""
    note: str = ""
    source: str = ""
    outcome: str = ""
    provider: str = ""
    model: str = ""
    prompt_version: str = ""
    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = None
    latency_ms: float


class ComeBack(Exception):
    """The model wants to be asked again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The model cannot be asked for {seconds:.1f} s.")
        self.seconds = seconds


def by_keywords(title: str, description: str, *, outcome: str = "") -> Found:
    """At once and without a model; `outcome` says why not with one, empty if none was meant to answer."""
    started = time.perf_counter()
    found = keywords.classify(description, title)
    return Found(
        category=found.category,
        priority=found.priority,
        note=keyword_note(title, description, found.matched),
        source=found.source,
        outcome=outcome,
        latency_ms=milliseconds_since(started),
    )


def by_model(title: str, description: str, *, model: Model, deadline: Deadline, patient: bool) -> Found:
    """Asks until the deadline. Raises ComeBack if the model is away for a known time and the caller is `patient`.

    Where it is away for every ticket, the keywords answer instead.
    """
    started = time.perf_counter()
    matched = keywords.classify(description, title).matched
    try:
        completion = model.complete(_request(present(title, description, matched)), deadline)
    except ModelError as error:
        if patient and not error.attempts and error.outcome is Outcome.BREAKER_OPEN and error.retry_after is not None:
            raise ComeBack(error.retry_after) from error
        return _without_answer(error, title, description, milliseconds_since(started))
    return Found(
        category=completion.data.category,
        priority=completion.data.priority,
        note=written_note(completion.data.note),
        source=Source(completion.source.value).value,
        latency_ms=milliseconds_since(started),
        **answered(completion, prompts.VERSION),
    )


def _request(presented: Presented) -> Request[AnalysisAnswer]:
    title, text = presented.title, presented.text
    prompt = prompts.build(title=title, description=text, hints=presented.hints, nonce=new_nonce())
    return Request(
        system=prompt.system,
        user=prompt.user,
        schema=AnalysisAnswer,
        feature=Feature.ANALYSIS,
        max_tokens=MAX_TOKENS,
        cache_key=text_key(prompts.VERSION, title, text),
    )


def _without_answer(error: ModelError, title: str, description: str, latency_ms: float) -> Found:
    found = by_keywords(title, description) if error.outcome in AWAY else Found(latency_ms=latency_ms)
    return replace(found, latency_ms=latency_ms, **unanswered(error, prompts.VERSION))
