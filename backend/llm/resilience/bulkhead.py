"""At most so many callers of this process wait for models at once; the others do not queue."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from llm.errors import ModelError, Outcome
from llm.types import Completion, Deadline, Model, Request, T


class Bulkhead:
    """The slots of a process, shared by all its models. Create it after a fork."""

    def __init__(self, slots: int) -> None:
        self._free = threading.BoundedSemaphore(slots)

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Raises ModelError (bulkhead_full) at once if none is free."""
        if not self._free.acquire(blocking=False):
            raise ModelError(Outcome.BULKHEAD_FULL, "All slots of this process are waiting for a model.")
        try:
            yield
        finally:
            self._free.release()


@dataclass(frozen=True)
class InBulkhead:
    """Holds a slot for as long as the inner model takes."""

    inner: Model
    bulkhead: Bulkhead

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        with self.bulkhead.slot():
            return self.inner.complete(request, deadline)
