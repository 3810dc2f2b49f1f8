"""A daily limit on what models may cost."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol

from llm.errors import ModelError, Outcome
from llm.types import Completion, Deadline, Model, Request, T

logger = logging.getLogger(__name__)


class SpendStore(Protocol):
    """What all processes have spent, in US dollars by day in UTC. May raise anything when it is out of order."""

    def spent(self, day: date) -> Decimal:
        """The sum of that day; 0 for a day without any. Needs no lock."""

    def add(self, day: date, usd: Decimal) -> None:
        """Adds atomically: two processes at once both count (INSERT … ON CONFLICT DO UPDATE SET usd = usd + …)."""


class MemorySpendStore:
    """For one process, and for tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent: dict[date, Decimal] = {}

    def spent(self, day: date) -> Decimal:
        with self._lock:
            return self._spent.get(day, Decimal(0))

    def add(self, day: date, usd: Decimal) -> None:
        with self._lock:
            self._spent[day] = self._spent.get(day, Decimal(0)) + usd


@dataclass(frozen=True)
class Budgeted:
    """Refuses calls once the day's limit is reached, until midnight UTC.

    Calls under way when it is reached are still paid for, so a day may end above it by as many calls as can run at
    once. A store that cannot tell counts as spent: not knowing is no permission to spend.
    """

    inner: Model
    store: SpendStore
    limit_usd: Decimal
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        self._check()
        try:
            completion = self.inner.complete(request, deadline)
        except ModelError as error:
            self._record(error.cost_usd)
            raise
        self._record(completion.cost_usd)
        return completion

    def _check(self) -> None:
        now = self.now()
        try:
            spent = self.store.spent(now.date())
        except Exception as error:
            logger.exception("What was spent on models today cannot be read")
            raise ModelError(Outcome.BUDGET_SPENT, "What was spent today cannot be read.") from error
        if spent >= self.limit_usd:
            midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
            raise ModelError(
                Outcome.BUDGET_SPENT,
                f"Today's budget of {self.limit_usd} USD is spent; models are asked again after midnight UTC.",
                retry_after=(midnight - now).total_seconds(),
            )

    def _record(self, usd: Decimal | None) -> None:
        if usd:
            try:
                self.store.add(self.now().date(), usd)
            except Exception:
                logger.exception("Could not record %s USD spent on a model", usd)
