"""Which failures are worth another request, and how long to wait for it."""

from decimal import Decimal

import pytest

from llm.config import RetryPolicy
from llm.errors import ModelError, Outcome
from llm.resilience.retry import Retried
from llm.types import Completion
from llm.usage import Usage
from tests.llm.conftest import Answer, make_request
from tests.llm.doubles import Clock, Script

POLICY = RetryPolicy(attempts=3, base=0.2, longest=2.0)


def ask(script: Script, clock: Clock, seconds: float = 4.0, **kwargs: object) -> Completion[Answer]:
    model = Retried(script, POLICY, sleep=clock.sleep, **{"jitter": lambda _, longest: longest, **kwargs})
    return model.complete(make_request(), clock.deadline(seconds))


def fails(script: Script, clock: Clock, seconds: float = 4.0) -> ModelError:
    with pytest.raises(ModelError) as caught:
        ask(script, clock, seconds)
    return caught.value


@pytest.mark.parametrize("outcome", [Outcome.CONNECTION, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR])
def test_failures_of_the_moment_are_retried_with_growing_pauses(outcome: Outcome) -> None:
    script, clock = Script([outcome, outcome, Outcome.OK]), Clock()
    assert ask(script, clock).attempts == 3
    assert clock.slept == [0.2, 0.4]


def test_the_pause_is_drawn_from_zero_to_its_longest() -> None:
    script, clock, ranges = Script([Outcome.SERVER_ERROR, Outcome.SERVER_ERROR, Outcome.OK]), Clock(), []

    def drawn(low: float, high: float) -> float:
        ranges.append((low, high))
        return 0.05

    ask(script, clock, jitter=drawn)
    assert set(ranges) == {(0, 0.2), (0, 0.4)}
    assert clock.slept == [0.05, 0.05]


def test_the_longest_pause_is_capped() -> None:
    clock = Clock()
    policy = RetryPolicy(attempts=8, base=0.2, longest=0.5)
    model = Retried(Script([Outcome.CONNECTION]), policy, sleep=clock.sleep, jitter=lambda _, longest: longest)
    with pytest.raises(ModelError):
        model.complete(make_request(), clock.deadline(60))
    assert clock.slept == [0.2, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome.AUTH,
        Outcome.MODEL_GONE,
        Outcome.REJECTED,
        Outcome.BLOCKED,
        Outcome.REFUSED,
        Outcome.TRUNCATED,
        Outcome.TIMEOUT,
        Outcome.BREAKER_OPEN,
        Outcome.BUDGET_SPENT,
    ],
)
def test_what_another_request_would_not_cure_is_not_retried(outcome: Outcome) -> None:
    script, clock = Script([outcome]), Clock()
    assert fails(script, clock).outcome is outcome
    assert (script.calls, clock.slept) == (1, [])


def test_invalid_output_has_one_retry_only() -> None:
    script = Script([Outcome.INVALID_OUTPUT])
    assert fails(script, Clock()).attempts == 2


def test_retry_after_is_obeyed_if_it_fits() -> None:
    script, clock = Script([ModelError(Outcome.RATE_LIMITED, "", retry_after=3.0), Outcome.OK]), Clock()
    assert ask(script, clock, jitter=lambda low, _: low).attempts == 2
    assert clock.slept == [3.0]


def test_a_retry_after_that_does_not_fit_is_not_waited_for() -> None:
    script, clock = Script([ModelError(Outcome.RATE_LIMITED, "", retry_after=7.0)]), Clock()
    assert fails(script, clock, seconds=4.0).retry_after == 7.0
    assert (script.calls, clock.slept) == (1, [])


def test_a_pause_never_reaches_beyond_the_deadline() -> None:
    script, clock = Script([Outcome.SERVER_ERROR]), Clock()
    fails(script, clock, seconds=0.3)  # the second pause would be 0.4 s
    assert clock.slept == [0.2]


@pytest.mark.parametrize("stop", [Outcome.BREAKER_OPEN, Outcome.BUDGET_SPENT])
def test_stopped_between_attempts_it_tells_what_failed_first(stop: Outcome) -> None:
    script, clock = Script([Outcome.SERVER_ERROR, stop]), Clock()
    error = fails(script, clock)
    assert (error.outcome, error.attempts, script.calls) == (Outcome.SERVER_ERROR, 1, 2)


def test_tokens_and_cost_are_those_of_all_attempts() -> None:
    done = ask(Script([Outcome.INVALID_OUTPUT, Outcome.OK]), Clock())
    assert (done.input_tokens, done.output_tokens, done.cost_usd) == (20, 4, Decimal(2))
    error = fails(Script([Outcome.SERVER_ERROR]), Clock())
    assert (error.usage, error.cost_usd) == (Usage(30, 6), Decimal(3))


def test_a_cost_that_is_unknown_once_stays_unknown() -> None:
    script = Script([Outcome.SERVER_ERROR, Outcome.OK])
    model = Retried(_Unpriced(script), POLICY, sleep=lambda _: None)
    assert model.complete(make_request(), Clock().deadline(4)).cost_usd is None


class _Unpriced:
    def __init__(self, inner: Script) -> None:
        self.inner = inner

    def complete(self, request: object, deadline: object) -> object:
        try:
            return self.inner.complete(request, deadline)
        except ModelError as error:
            error.cost_usd = None
            raise
