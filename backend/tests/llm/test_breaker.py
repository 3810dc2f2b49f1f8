"""The breaker round a model: what it lets through, what it counts, and what it says."""

import threading

import pytest

from llm.config import BreakerPolicy
from llm.errors import ModelError, Outcome
from llm.observing import Phase
from llm.resilience.breaker import Breaker
from llm.resilience.breaker_store import MemoryBreakerStore
from tests.llm.conftest import make_request
from tests.llm.doubles import Clock, Recorder, Script
from tests.patience import LIMIT, eventually

POLICY = BreakerPolicy(window=30, min_failures=3, open_for=15)


class Bench:
    """Two workers that share a store, with a script and a clock."""

    def __init__(self, *steps: Outcome | ModelError, store: object = None) -> None:
        self.clock, self.script, self.seen = Clock(), Script(list(steps)), Recorder()
        self.store = store or MemoryBreakerStore()
        self.worker, self.colleague = self.make(), self.make()

    def make(self) -> Breaker:
        return Breaker(self.script, "gemini", "small", self.store, POLICY, observer=self.seen, clock=self.clock)

    def ask(self, breaker: Breaker | None = None, seconds: float = 4.0) -> Outcome:
        try:
            (breaker or self.worker).complete(make_request(), self.clock.deadline(seconds))
        except ModelError as error:
            return error.outcome
        return Outcome.OK

    def times(self, count: int) -> list[Outcome]:
        return [self.ask() for _ in range(count)]


def test_an_open_breaker_asks_nobody_in_any_worker() -> None:
    bench = Bench(Outcome.TIMEOUT)
    assert bench.times(4) == [Outcome.TIMEOUT] * 3 + [Outcome.BREAKER_OPEN]
    assert bench.ask(bench.colleague) is Outcome.BREAKER_OPEN
    assert bench.script.calls == 3


def test_the_refusal_says_whose_and_for_how_long() -> None:
    bench = Bench(Outcome.SERVER_ERROR)
    bench.times(3)
    bench.clock.sleep(5)
    with pytest.raises(ModelError, match="gemini:small is not being asked, after server_error") as caught:
        bench.worker.complete(make_request(), bench.clock.deadline(4))
    error = caught.value
    assert (error.retry_after, error.attempts, error.provider, error.model) == (10, 0, "gemini", "small")


@pytest.mark.parametrize(
    "outcome", [Outcome.INVALID_OUTPUT, Outcome.BLOCKED, Outcome.TRUNCATED, Outcome.REFUSED], ids=str
)
def test_nobody_can_open_it_by_what_they_write(outcome: Outcome) -> None:
    assert set(Bench(outcome).times(50)) == {outcome}


@pytest.mark.parametrize("outcome", [Outcome.AUTH, Outcome.MODEL_GONE], ids=str)
def test_one_refused_key_opens_it_and_the_log_says_what_to_do(
    outcome: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench(outcome)
    assert bench.times(2) == [outcome, Outcome.BREAKER_OPEN]
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert ("LLM_API_KEY" if outcome is Outcome.AUTH else "set LLM_MODEL") in record.getMessage()


def test_a_retry_after_beyond_the_deadline_holds_it_off_that_long() -> None:
    bench = Bench(ModelError(Outcome.RATE_LIMITED, "", retry_after=7), Outcome.OK)
    assert bench.times(2) == [Outcome.RATE_LIMITED, Outcome.BREAKER_OPEN]
    bench.clock.sleep(6.9)
    assert bench.ask() is Outcome.BREAKER_OPEN
    bench.clock.sleep(0.2)
    assert bench.ask() is Outcome.OK


def test_a_retry_after_within_the_deadline_is_one_failure_among_others() -> None:
    bench = Bench(ModelError(Outcome.RATE_LIMITED, "", retry_after=2), Outcome.OK)
    assert bench.times(2) == [Outcome.RATE_LIMITED, Outcome.OK]


def test_of_many_that_wait_exactly_one_probes() -> None:
    bench = Bench(Outcome.TIMEOUT)
    bench.times(3)
    bench.clock.sleep(15)
    probing, done = threading.Event(), threading.Event()

    def probe() -> None:
        probing.set()
        done.wait(LIMIT)

    bench.script.steps = [probe]
    outcomes: list[Outcome] = []
    callers = [threading.Thread(target=lambda: outcomes.append(bench.ask(bench.make()))) for _ in range(16)]
    for caller in callers:
        caller.start()
    assert probing.wait(LIMIT)
    eventually(lambda: len(outcomes) == 15)
    assert outcomes == [Outcome.BREAKER_OPEN] * 15, "the others must not wait for the probe"
    done.set()
    for caller in callers:
        caller.join()
    assert (bench.script.calls, outcomes[-1], bench.ask()) == (4, Outcome.OK, Outcome.OK)


def test_nobody_else_probes_for_as_long_as_a_probe_may_take() -> None:
    bench = Bench(Outcome.TIMEOUT)
    bench.times(3)
    bench.clock.sleep(15)
    meanwhile: list[Outcome] = []

    def probe() -> None:
        bench.clock.sleep(60)
        meanwhile.append(bench.ask(bench.colleague))

    bench.script.steps = [probe, Outcome.OK]
    assert bench.ask(seconds=60) is Outcome.OK
    assert meanwhile == [Outcome.BREAKER_OPEN]


def test_a_failed_probe_opens_it_for_longer() -> None:
    bench = Bench(Outcome.TIMEOUT)
    bench.times(3)
    bench.clock.sleep(15)
    assert bench.ask() is Outcome.TIMEOUT
    bench.clock.sleep(29)
    assert bench.ask() is Outcome.BREAKER_OPEN
    bench.clock.sleep(1)
    assert bench.ask() is Outcome.TIMEOUT


def test_a_breaker_that_a_wrong_clock_opened_lets_a_probe_through() -> None:
    bench = Bench(Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.OK)
    bench.times(3)
    bench.clock.now -= 24 * 3600
    assert bench.times(2) == [Outcome.TIMEOUT, Outcome.BREAKER_OPEN]
    bench.clock.sleep(30)
    assert bench.times(2) == [Outcome.OK] * 2


def test_a_probe_that_was_never_sent_makes_way_for_the_next() -> None:
    bench = Bench(Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.BUDGET_SPENT, Outcome.OK)
    bench.times(3)
    bench.clock.sleep(15)
    assert bench.times(2) == [Outcome.BUDGET_SPENT, Outcome.OK]


def test_an_answer_that_cannot_be_used_closes_it_nevertheless() -> None:
    bench = Bench(Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.REFUSED, Outcome.OK)
    bench.times(3)
    bench.clock.sleep(15)
    assert bench.times(2) == [Outcome.REFUSED, Outcome.OK]


class _Broken:
    def read(self, key: str) -> object:
        raise ConnectionError("no database")

    update = read


def test_with_a_broken_store_it_counts_as_closed(caplog: pytest.LogCaptureFixture) -> None:
    class BrokenForWriting(MemoryBreakerStore):
        def update(self, key: str, change: object) -> None:
            raise ConnectionError("no database")

    for store in (_Broken(), BrokenForWriting()):
        bench = Bench(Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.OK, store=store)
        assert bench.times(5) == [Outcome.TIMEOUT] * 4 + [Outcome.OK]
    assert "breaker store of gemini:small failed" in caplog.text


def test_a_store_may_call_the_change_again() -> None:
    class Conflicting(MemoryBreakerStore):
        """As one that writes optimistically: the first try of each change is lost."""

        def update(self, key: str, change: object) -> None:
            change(self.read(key))
            super().update(key, change)

    bench = Bench(Outcome.TIMEOUT, store=Conflicting())
    assert bench.times(4) == [Outcome.TIMEOUT] * 3 + [Outcome.BREAKER_OPEN]
    bench.clock.sleep(15)
    assert bench.times(2) == [Outcome.TIMEOUT, Outcome.BREAKER_OPEN]


def test_observers_hear_of_every_change_once() -> None:
    bench = Bench(Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.OK)
    bench.times(6)
    bench.clock.sleep(15)
    bench.times(2)
    assert [(change.phase, change.reason) for change in bench.seen.changes] == [
        (Phase.OPEN, Outcome.TIMEOUT),
        (Phase.HALF_OPEN, Outcome.TIMEOUT),
        (Phase.CLOSED, None),
    ]
