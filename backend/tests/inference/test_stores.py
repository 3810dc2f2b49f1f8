"""The shared stores in PostgreSQL: atomic between processes, and never a reason to leave a ticket unclassified."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inference.models import BreakerState, CachedAnswer, DailySpend
from inference.stores import DatabaseAnswerStore, DatabaseBreakerStore, DatabaseSpendStore
from llm.config import BreakerPolicy
from llm.errors import ModelError, Outcome
from llm.resilience.breaker import Breaker
from llm.resilience.circuit import Circuit, may_probe
from llm.types import Deadline
from tests.conftest import ApiClient, UseModel
from tests.llm.conftest import make_request
from tests.patience import eventually, within_one_day
from tests.threads import run_together
from tests.triage.doubles import Scripted, failure
from triage.models import Suggestion

KEY = "gemini:small"
TODAY = date(2026, 10, 23)
POLICY = BreakerPolicy(min_failures=1)
HALF_OPEN = Circuit(openings=1, open_until=1.0, reason=Outcome.TIMEOUT)


class TestBreakers:
    @pytest.mark.django_db
    def test_a_key_never_seen_is_a_closed_circuit(self) -> None:
        assert DatabaseBreakerStore().read(KEY) == Circuit()
        assert not BreakerState.objects.exists()

    @pytest.mark.django_db
    def test_what_was_written_is_read(self) -> None:
        circuit = Circuit(buckets=((3, 1, 2), (4, 0, 1)), openings=2, open_until=1e9, reason=Outcome.AUTH)
        store = DatabaseBreakerStore()
        store.update(KEY, lambda _: circuit)
        assert store.read(KEY) == circuit
        assert store.read("gemini:large") == Circuit()

    @pytest.mark.django_db(transaction=True)
    def test_changes_at_once_all_count(self) -> None:
        def count() -> None:
            for _ in range(10):
                DatabaseBreakerStore().update(KEY, lambda circuit: Circuit(openings=circuit.openings + 1))

        run_together(*[count] * 4)
        assert DatabaseBreakerStore().read(KEY).openings == 40

    @pytest.mark.django_db(transaction=True)
    def test_one_of_many_callers_probes(self) -> None:
        DatabaseBreakerStore().update(KEY, lambda _: HALF_OPEN)
        ends: list[str] = []
        model = Scripted(then=lambda: eventually(lambda: len(ends) == 7))  # the others, while it is under way
        breaker = Breaker(model, "gemini", "small", DatabaseBreakerStore(), POLICY)

        def call() -> None:
            try:
                breaker.complete(make_request(), Deadline.after(60))
            except ModelError as error:
                ends.append(error.outcome)
            else:
                ends.append("answered")

        run_together(*[call] * 8)
        assert ends == [*["breaker_open"] * 7, "answered"]
        assert len(model.requests) == 1
        assert DatabaseBreakerStore().read(KEY) == Circuit()

    @pytest.mark.django_db(transaction=True)
    def test_a_change_refuses_to_wait_for_a_transaction_of_the_callers(self) -> None:
        """Its lock would last until then, and others would wait for a model call."""
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            DatabaseBreakerStore().update(KEY, lambda _: HALF_OPEN)

    @pytest.mark.django_db(transaction=True)
    def test_a_change_is_there_for_all_before_it_returns(self) -> None:
        DatabaseBreakerStore().update(KEY, lambda _: HALF_OPEN)
        [seen] = run_together(lambda: DatabaseBreakerStore().read(KEY))
        assert seen == HALF_OPEN
        assert may_probe(seen, time.time())

    @pytest.mark.django_db
    def test_one_that_changes_nothing_writes_nothing(self) -> None:
        store = DatabaseBreakerStore()
        store.update(KEY, lambda _: HALF_OPEN)
        with connection.execute_wrapper(_no_update_of("inference_breakerstate")):
            store.update(KEY, lambda circuit: circuit)


def _no_update_of(table: str) -> Callable[..., Any]:
    def check(execute: Any, sql: str, *rest: Any) -> Any:
        assert not sql.startswith(f'UPDATE "{table}"')
        return execute(sql, *rest)

    return check


class TestSpending:
    @pytest.mark.django_db
    def test_days_are_apart_and_nothing_is_zero(self) -> None:
        store = DatabaseSpendStore()
        store.add(TODAY, Decimal("0.000123"))
        assert store.spent(TODAY) == Decimal("0.000123")
        assert store.spent(TODAY + timedelta(days=1)) == 0

    @pytest.mark.django_db(transaction=True)
    def test_all_of_it_counts(self) -> None:
        def spend() -> None:
            for _ in range(10):
                DatabaseSpendStore().add(TODAY, Decimal("0.01"))

        run_together(*[spend] * 4)
        assert DatabaseSpendStore().spent(TODAY) == Decimal("0.40")


@pytest.mark.django_db
class TestAnswers:
    def test_kept_replaced_and_expired(self) -> None:
        store = DatabaseAnswerStore()
        assert store.get("k") is None
        store.set("k", "old", 60)
        store.set("k", "new", 60)
        assert store.get("k") == "new"
        CachedAnswer.objects.update(expires_at=timezone.now())
        assert store.get("k") is None
        store.set("k", "newest", 60)
        assert store.get("k") == "newest"

    def test_its_time_is_in_seconds(self) -> None:
        before = timezone.now()
        DatabaseAnswerStore().set("k", "v", 90)
        expires = CachedAnswer.objects.get().expires_at
        assert before <= expires - timedelta(seconds=90) <= timezone.now()


@pytest.mark.django_db
class TestOutOfOrder:
    """A table that cannot be used costs an answer from the cache, a count, or today's budget, and no classification."""

    def classify(self, api: ApiClient) -> Suggestion:
        response = api.post("/api/tickets/classify/", {"description": "I was charged twice."})
        assert response.status_code == 200, response.content
        return Suggestion.objects.get(pk=response.json()["suggestion_id"])

    @pytest.fixture(autouse=True)
    def use(self, use_model: UseModel) -> None:
        prices = {"LLM_DAILY_BUDGET_USD": "1", "LLM_PRICE_INPUT_USD": "1", "LLM_PRICE_OUTPUT_USD": "1"}
        use_model(LLM_PROVIDER="fake", **prices)

    @pytest.fixture
    def breaking(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        def fail(*_: Any, **__: Any) -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM no_such_table")

        return lambda store, *methods: [monkeypatch.setattr(store, method, fail) for method in methods]

    def test_breakers_count_as_closed(
        self, api: ApiClient, breaking: Callable[..., None], caplog: pytest.LogCaptureFixture
    ) -> None:
        breaking(DatabaseBreakerStore, "read", "update")
        with caplog.at_level(logging.ERROR):
            assert self.classify(api).source == "llm"
        assert "The breaker store of fake:fake failed" in caplog.text

    def test_the_cache_is_empty(self, api: ApiClient, breaking: Callable[..., None]) -> None:
        breaking(DatabaseAnswerStore, "get", "set")
        assert [self.classify(api).source for _ in range(2)] == ["llm", "llm"]

    def test_a_budget_that_cannot_be_told_is_spent(self, api: ApiClient, breaking: Callable[..., None]) -> None:
        breaking(DatabaseSpendStore, "spent")
        stored = self.classify(api)
        assert (stored.source, stored.outcome) == ("keywords", "budget_spent")

    def test_what_cannot_be_booked_is_answered_all_the_same(
        self, api: ApiClient, breaking: Callable[..., None]
    ) -> None:
        breaking(DatabaseSpendStore, "add")
        assert self.classify(api).source == "llm"

    def test_an_answer_that_no_longer_fits_is_asked_for_anew(self, api: ApiClient) -> None:
        self.classify(api)
        CachedAnswer.objects.update(value='{"data": {"category": "weather"}}')
        assert self.classify(api).source == "llm"
        assert self.classify(api).source == "cache"

    def test_the_budget_holds_until_midnight(self, api: ApiClient) -> None:
        within_one_day()
        today = datetime.now(UTC).date()
        self.classify(api)
        assert 0 < DailySpend.objects.get(day=today).usd < 1
        DailySpend.objects.update(usd=1)
        CachedAnswer.objects.all().delete()
        assert self.classify(api).outcome == "budget_spent"
        DailySpend.objects.update(day=today - timedelta(days=1))
        assert self.classify(api).source == "llm"


@pytest.mark.django_db
def test_a_lost_database_is_an_error_of_the_desk_and_not_of_the_model() -> None:
    model = Scripted(error=failure(Outcome.TIMEOUT))
    broken = Breaker(model, "gemini", "small", DatabaseBreakerStore(), POLICY)
    with transaction.atomic():
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        # Nothing can be asked in this transaction any more, so the breaker lets the call through.
        with pytest.raises(ModelError) as ended:
            broken.complete(make_request(), Deadline.after(60))
        transaction.set_rollback(True)
    assert ended.value.outcome is Outcome.TIMEOUT
