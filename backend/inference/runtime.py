"""The model that each feature asks, made once in each process."""

import threading
from dataclasses import replace
from functools import cache

from django.conf import settings

from inference.measuring import Measured, MeasuredBulkhead
from inference.stores import DatabaseAnswerStore, DatabaseBreakerStore, DatabaseSpendStore
from llm.config import Config
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Feature, Model

_lock = threading.Lock()


def config() -> Config:
    """What LLM_* says (settings.LLM)."""
    configured: Config = settings.LLM
    return configured


def check() -> None:
    """Raises ConfigError for what no model can be built from: an SDK or a price that is missing."""
    for feature in Feature:
        build(config(), feature=feature, resources=Resources(bulkhead=Bulkhead(1)))


def get_model(feature: Feature) -> Model | None:
    """None if models are off. Made at the first call, so after a fork; one for all threads."""
    with _lock:
        return _model(feature)


@cache
def resources() -> Resources:
    """What all calls of this process share, and through PostgreSQL with all others.

    The bulkhead is that of the threads that serve requests: LLM_MAX_CONCURRENT keeps enough of them free.
    """
    return Resources(
        bulkhead=MeasuredBulkhead(config().max_concurrent, Feature.TRIAGE),
        breakers=DatabaseBreakerStore(),
        spend=DatabaseSpendStore(),
        answers=DatabaseAnswerStore(),
        observer=Measured(),
    )


@cache
def _model(feature: Feature) -> Model | None:
    shared = resources()
    if feature is Feature.ANALYSIS:  # asks from a worker, which has no such threads to protect
        shared = replace(shared, bulkhead=MeasuredBulkhead(settings.ANALYSIS_MAX_CONCURRENT, feature))
    return build(config(), feature=feature, resources=shared, warm=True)


def forget() -> None:
    """Makes the next call build anew: for tests that change the configuration."""
    _model.cache_clear()
    resources.cache_clear()
