"""Tells metrics and logs what becomes of each call of a model. No prompt, no answer, no message of an error."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from llm.config import Config
from llm.errors import Outcome
from llm.observing import Attempt, BreakerChange, Call, Phase
from llm.resilience.bulkhead import Bulkhead
from llm.types import Feature, Source
from telemetry.metrics import llm as metrics

log = structlog.get_logger("desk.llm")

NOT_ASKED = frozenset({Outcome.BREAKER_OPEN, Outcome.BULKHEAD_FULL, Outcome.BUDGET_SPENT})


class Measured:
    """Implements llm.observing.Observer. One for all threads."""

    def __init__(self) -> None:
        self._requests = _Requests()

    def attempted(self, attempt: Attempt) -> None:
        labels = (attempt.feature.value, attempt.provider, attempt.model)
        metrics.REQUEST_DURATION.labels(*labels, attempt.outcome.value).observe(attempt.seconds)
        self._requests.counted[labels] += 1

    def called(self, call: Call) -> None:
        self._count_retries()
        feature = call.feature.value
        provider, model = call.provider or metrics.NOBODY, call.model or metrics.NOBODY
        source = call.source.value if call.source else metrics.NO_SOURCE
        metrics.CALLS.labels(feature, provider, model, call.outcome.value, source).inc()
        metrics.CALL_DURATION.labels(feature, call.outcome.value).observe(call.seconds)
        if call.source is Source.CACHE:
            metrics.CACHE_HITS.labels(feature).inc()
        if call.attempts:
            metrics.TOKENS.labels(feature, provider, model, "input").inc(call.input_tokens)
            metrics.TOKENS.labels(feature, provider, model, "output").inc(call.output_tokens)
            metrics.COST.labels(feature, provider, model).inc(float(call.cost_usd or 0))
        log.info(
            "model_call",
            feature=feature,
            provider=provider,
            model=model,
            outcome=call.outcome.value,
            source=source,
            attempts=call.attempts,
            duration_ms=round(call.seconds * 1000, 1),
            input_tokens=call.input_tokens,
            output_tokens=call.output_tokens,
            cost_usd=None if call.cost_usd is None else float(call.cost_usd),
        )

    def breaker_changed(self, change: BreakerChange) -> None:
        metrics.BREAKER_CHANGES.labels(change.provider, change.model, change.phase.value).inc()

    def _count_retries(self) -> None:
        for labels, requests in self._requests.counted.items():
            metrics.RETRIES.labels(*labels).inc(requests - 1)
        self._requests.counted.clear()


class _Requests(threading.local):
    """Those of the call that this thread is waiting for, by feature, provider and model."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, str, str]] = Counter()


class MeasuredBulkhead(Bulkhead):
    """Shows how many of its slots are taken."""

    def __init__(self, slots: int, feature: Feature) -> None:
        super().__init__(slots)
        metrics.LIMIT.labels(feature.value).set(slots)
        self._in_flight = metrics.IN_FLIGHT.labels(feature.value)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Raises ModelError at once if none is free."""
        with super().slot(), self._in_flight.track_inprogress():
            yield


def touch(config: Config) -> None:
    """Makes the series of every configured model at zero, so that a rate sees the first failure."""
    metrics.CONFIGURED.set(bool(config.providers))
    for feature in Feature:
        metrics.CACHE_HITS.labels(feature.value)
        for provider in config.providers:
            _touch_model(feature.value, provider.kind.value, provider.model_for(feature))


def _touch_model(feature: str, provider: str, model: str) -> None:
    metrics.RETRIES.labels(feature, provider, model)
    metrics.COST.labels(feature, provider, model)
    for direction in ("input", "output"):
        metrics.TOKENS.labels(feature, provider, model, direction)
    for phase in Phase:
        metrics.BREAKER_CHANGES.labels(provider, model, phase.value)
    for outcome in Outcome:
        metrics.CALL_DURATION.labels(feature, outcome.value)
        if outcome is Outcome.BULKHEAD_FULL:
            metrics.CALLS.labels(feature, metrics.NOBODY, metrics.NOBODY, outcome.value, metrics.NO_SOURCE)
        elif outcome in NOT_ASKED:
            metrics.CALLS.labels(feature, provider, model, outcome.value, metrics.NO_SOURCE)
        else:
            metrics.CALLS.labels(feature, provider, model, outcome.value, Source.LLM.value)
            metrics.REQUEST_DURATION.labels(feature, provider, model, outcome.value)
    metrics.CALLS.labels(feature, provider, model, Outcome.OK.value, Source.CACHE.value)
