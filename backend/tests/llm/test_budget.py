"""Nothing is asked beyond the day's budget, and all that is asked counts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from llm.budget import Budgeted, MemorySpendStore
from llm.errors import ModelError, Outcome
from llm.types import Deadline
from tests.llm.conftest import make_request
from tests.llm.doubles import Script, Step

EVENING = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def ask(script: Script, store: object, now: datetime = EVENING) -> Outcome:
    model = Budgeted(script, store, Decimal(3), lambda: now)
    try:
        model.complete(make_request(), Deadline.after(60))
    except ModelError as error:
        return error.outcome
    return Outcome.OK


@pytest.mark.parametrize("step", [Outcome.OK, Outcome.INVALID_OUTPUT, Outcome.TIMEOUT], ids=str)
def test_at_the_limit_nobody_is_asked_whatever_the_calls_came_to(step: Step) -> None:
    script, store = Script([step]), MemorySpendStore()
    assert [ask(script, store) for _ in range(4)] == [step, step, step, Outcome.BUDGET_SPENT]
    assert (script.calls, store.spent(EVENING.date())) == (3, Decimal(3))


def test_it_starts_again_at_midnight_utc_and_says_so() -> None:
    script, store = Script(), MemorySpendStore()
    store.add(EVENING.date(), Decimal("3.01"))
    with pytest.raises(ModelError, match="budget of 3 USD is spent") as caught:
        Budgeted(script, store, Decimal(3), lambda: EVENING).complete(make_request(), Deadline.after(60))
    assert caught.value.retry_after == 3600
    assert ask(script, store, datetime(2026, 11, 22, tzinfo=UTC)) is Outcome.OK


def test_calls_that_were_not_sent_cost_nothing() -> None:
    store = MemorySpendStore()
    ask(Script([Outcome.BREAKER_OPEN]), store)
    assert store.spent(EVENING.date()) == 0


def test_not_knowing_what_was_spent_is_no_permission_to_spend() -> None:
    class Broken:
        def spent(self, day: date) -> Decimal:
            raise ConnectionError("no database")

    script = Script()
    assert ask(script, Broken()) is Outcome.BUDGET_SPENT
    assert script.calls == 0


def test_an_answer_is_not_lost_because_its_cost_cannot_be_written(caplog: pytest.LogCaptureFixture) -> None:
    class ReadOnly(MemorySpendStore):
        def add(self, day: date, usd: Decimal) -> None:
            raise ConnectionError("no database")

    assert ask(Script(), ReadOnly()) is Outcome.OK
    assert "Could not record 1 USD" in caplog.text
