"""The model that triage asks, made once in each process."""

import threading
from functools import cache

from django.conf import settings

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
    build(config(), feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1)))


def get_model() -> Model | None:
    """None if models are off. Made at the first call, so after a fork; one for all threads."""
    with _lock:
        return _model()


@cache
def resources() -> Resources:
    """What all calls of this process share, and through PostgreSQL with all others."""
    return Resources(
        bulkhead=Bulkhead(config().max_concurrent),
        breakers=DatabaseBreakerStore(),
        spend=DatabaseSpendStore(),
        answers=DatabaseAnswerStore(),
    )


@cache
def _model() -> Model | None:
    return build(config(), feature=Feature.TRIAGE, resources=resources(), warm=True)


def forget() -> None:
    """Makes the next call build anew: for tests that change the configuration."""
    _model.cache_clear()
    resources.cache_clear()
