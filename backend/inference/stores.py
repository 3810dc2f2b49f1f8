"""The shared stores that `llm` asks for, in PostgreSQL."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from inference.models import BreakerState, CachedAnswer, DailySpend
from llm.resilience.circuit import Circuit


class DatabaseBreakerStore:
    """Implements llm.resilience.breaker_store.BreakerStore: a row per model, changed under its lock."""

    def read(self, key: str) -> Circuit:
        found = BreakerState.objects.filter(key=key).values_list("circuit", flat=True).first()
        return Circuit() if found is None else Circuit.from_json(found)

    def update(self, key: str, change: Callable[[Circuit], Circuit]) -> None:
        # durable: inside a transaction of the caller's the lock would outlast the model call.
        with transaction.atomic(durable=True):
            BreakerState.objects.bulk_create(
                [BreakerState(key=key, circuit=Circuit().to_json())], ignore_conflicts=True
            )
            state = BreakerState.objects.select_for_update().get(pk=key)
            before = Circuit.from_json(state.circuit)
            after = change(before)
            if after != before:
                BreakerState.objects.filter(pk=key).update(circuit=after.to_json())


class DatabaseSpendStore:
    """Implements llm.budget.SpendStore."""

    def spent(self, day: date) -> Decimal:
        return DailySpend.objects.filter(day=day).values_list("usd", flat=True).first() or Decimal(0)

    def add(self, day: date, usd: Decimal) -> None:
        with transaction.atomic():
            DailySpend.objects.bulk_create([DailySpend(day=day, usd=0)], ignore_conflicts=True)
            DailySpend.objects.filter(day=day).update(usd=F("usd") + usd)


class DatabaseAnswerStore:
    """Implements llm.resilience.cache.CacheStore."""

    def get(self, key: str) -> str | None:
        with connection.cursor() as cursor:  # somebody is typing, and composing it by the ORM takes longer than asking
            cursor.execute(
                "SELECT value FROM inference_cachedanswer WHERE key = %s AND expires_at > %s", [key, timezone.now()]
            )
            found = cursor.fetchone()
        return None if found is None else str(found[0])

    def set(self, key: str, value: str, timeout: float) -> None:
        answer = CachedAnswer(key=key, value=value, expires_at=timezone.now() + timedelta(seconds=timeout))
        CachedAnswer.objects.bulk_create(
            [answer], update_conflicts=True, unique_fields=["key"], update_fields=["value", "expires_at"]
        )
