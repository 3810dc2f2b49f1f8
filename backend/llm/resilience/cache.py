"""The answer to the same question is not paid for twice."""

import hashlib
import json
import logging
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

from pydantic import BaseModel

from llm.schemas import portable_schema
from llm.types import Completion, Deadline, Model, Request, Source, T

logger = logging.getLogger(__name__)


class CacheStore(Protocol):
    """Texts by key, for a while; Django's cache is one. May raise anything when it is out of order."""

    def get(self, key: str) -> str | None: ...

    def set(self, key: str, value: str, timeout: float) -> None:
        """Keep the value for `timeout` seconds, or less."""


class MemoryCacheStore:
    """The least recently used leave first."""

    def __init__(self, size: int = 1000, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._clock = size, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def get(self, key: str) -> str | None:
        with self._lock:
            until, value = self._kept.get(key, (0.0, ""))
            if until <= self._clock():
                self._kept.pop(key, None)
                return None
            self._kept.move_to_end(key)
            return value

    def set(self, key: str, value: str, timeout: float) -> None:
        with self._lock:
            self._kept[key] = (self._clock() + timeout, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


def text_key(prompt_version: str, *texts: str) -> str:
    """Names a question by its prompt and the texts put into it; white space and composed letters make no difference.

    Upper and lower case do: a customer who shouts may get another priority.
    """
    normal = [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]
    return _digest([prompt_version, *normal])


@dataclass(frozen=True)
class Cached:
    """Keeps answers by the models that may give them, the question, and the schema. A store that fails has nothing."""

    inner: Model
    store: CacheStore
    ttl: float
    models: tuple[str, ...]

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        if not request.cache_key:
            return self.inner.complete(request, deadline)
        key = "llm:" + _digest([*self.models, request.cache_key, _schema_text(request.schema)])
        started = time.monotonic()
        try:
            if found := self._read(key, request, started):
                return found
        except Exception:
            logger.exception("The answer cache cannot be read")
        completion = self.inner.complete(request, deadline)
        kept = {
            "data": completion.data.model_dump(mode="json"),
            "provider": completion.provider,
            "model": completion.model,
        }
        try:
            self.store.set(key, json.dumps(kept), self.ttl)
        except Exception:
            logger.exception("The answer cache cannot be written")
        return completion

    def _read(self, key: str, request: Request[T], started: float) -> Completion[T] | None:
        value = self.store.get(key)
        if value is None:
            return None
        kept = json.loads(value)
        return Completion(
            data=request.schema.model_validate(kept["data"]),
            provider=kept["provider"],
            model=kept["model"],
            input_tokens=0,
            output_tokens=0,
            cost_usd=Decimal(0),
            latency_ms=(time.monotonic() - started) * 1000,
            attempts=0,
            source=Source.CACHE,
        )


@cache
def _schema_text(schema: type[BaseModel]) -> str:
    return json.dumps(portable_schema(schema))


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
