"""Classifying a text: by the model if it answers in time, otherwise by keywords. There is always an answer."""

import time
from dataclasses import dataclass, field, replace
from decimal import Decimal

import keywords
from inference.asking import answered, milliseconds_since, unanswered
from inference.fencing import new_nonce
from inference.plain_text import quotation_from
from inference.presenting import Presented, present
from llm.errors import ModelError
from llm.resilience.cache import text_key
from llm.types import Completion, Deadline, Feature, Model, Request
from tickets.choices import Source
from triage import prompts
from triage.schemas import TriageAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Values that are always valid choices, and everything about where they came from.

    `outcome` is empty if no model was meant to answer; `sent` is the text that went into the prompt.
    """

    category: str
    priority: str
    source: str
    matched: dict[str, list[str]] = field(default_factory=dict)
    outcome: str = ""
    provider: str = ""
    model: str = ""
    prompt_version: str = ""
    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = None
    quotation: str = ""
    sent: str = ""
    latency_ms: float


def classify(*, description: str, title: str, model: Model | None, deadline: Deadline) -> Classification:
    """Asks `model` (None: nobody) until the deadline, and falls back to the keywords."""
    started = time.perf_counter()
    found = keywords.classify(description, title)
    by_keywords = Classification(
        category=found.category,
        priority=found.priority,
        source=found.source,
        matched=found.matched,
        latency_ms=milliseconds_since(started),
    )
    if model is None:
        return by_keywords
    presented = present(title, description, found.matched)
    sent = f"{presented.title}\n\n{presented.text}" if presented.title else presented.text
    try:
        completion = model.complete(_request(presented), deadline)
    except ModelError as error:
        return replace(
            by_keywords,
            sent=sent if error.attempts else "",
            latency_ms=milliseconds_since(started),
            **unanswered(error, prompts.VERSION),
        )
    return _by_model(completion, sent, found.matched, milliseconds_since(started))


def _request(presented: Presented) -> Request[TriageAnswer]:
    title, text = presented.title, presented.text
    prompt = prompts.build(title=title, description=text, hints=presented.hints, nonce=new_nonce())
    return Request(
        system=prompt.system,
        user=prompt.user,
        schema=TriageAnswer,
        feature=Feature.TRIAGE,
        cache_key=text_key(prompts.VERSION, title, text),
    )


def _by_model(
    completion: Completion[TriageAnswer], sent: str, matched: dict[str, list[str]], latency_ms: float
) -> Classification:
    return Classification(
        category=completion.data.category,
        priority=completion.data.priority,
        source=Source(completion.source.value).value,
        matched=matched,
        quotation=quotation_from(sent, completion.data.quotation),
        sent=sent if completion.attempts else "",
        latency_ms=latency_ms,
        **answered(completion, prompts.VERSION),
    )
