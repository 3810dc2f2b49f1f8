"""Further providers inside the same deadline."""

import pytest

from llm.errors import ModelError, Outcome
from llm.resilience.fallback import FirstToAnswer
from llm.types import Completion
from tests.llm.conftest import Answer, make_request
from tests.llm.doubles import Clock, Script


def ask(*scripts: Script, seconds: float = 4.0, clock: Clock | None = None) -> Completion[Answer]:
    return FirstToAnswer(scripts, 1.5).complete(make_request(), (clock or Clock()).deadline(seconds))


def test_the_first_that_answers_is_enough() -> None:
    first, second = Script(), Script(provider="groq")
    assert ask(first, second).provider == "gemini"
    assert second.calls == 0


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in {Outcome.OK, Outcome.BUDGET_SPENT}], ids=str)
def test_the_second_is_asked_whyever_the_first_fails(outcome: Outcome) -> None:
    done = ask(Script([outcome]), Script(provider="groq"))
    sent = outcome not in {Outcome.BREAKER_OPEN, Outcome.BULKHEAD_FULL}
    assert (done.provider, done.attempts, done.input_tokens) == (("groq", 2, 20) if sent else ("groq", 1, 10))


def test_a_spent_budget_is_that_of_all() -> None:
    second = Script()
    with pytest.raises(ModelError) as caught:
        ask(Script([Outcome.BUDGET_SPENT]), second)
    assert (caught.value.outcome, second.calls) == (Outcome.BUDGET_SPENT, 0)


@pytest.mark.parametrize(
    ("seconds", "shares"),
    [(4.0, [2.5, 4.0]), (2.0, [1.0, 2.0]), (20.0, [18.5, 20.0]), (4.0, [2.0, 2.5, 4.0]), (4.0, [4.0])],
)
def test_each_leaves_time_for_those_behind_it(seconds: float, shares: list[float]) -> None:
    scripts, clock = [Script([Outcome.SERVER_ERROR]) for _ in shares], Clock()
    with pytest.raises(ModelError):
        ask(*scripts, seconds=seconds, clock=clock)
    assert [round(script.deadlines[0].at - clock.now, 2) for script in scripts] == shares


def test_nobody_is_asked_after_the_deadline() -> None:
    clock, second = Clock(), Script()
    slow = Script([Outcome.TIMEOUT])

    class UsesAllTime:
        def complete(self, request: object, deadline: object) -> object:
            clock.sleep(4)
            return slow.complete(request, deadline)

    with pytest.raises(ModelError) as caught:
        FirstToAnswer([UsesAllTime(), second], 1.5).complete(make_request(), clock.deadline(4))
    assert (caught.value.outcome, second.calls) == (Outcome.TIMEOUT, 0)


def test_the_error_told_is_the_first_that_somebody_made() -> None:
    for outcomes, told in [
        ([Outcome.SERVER_ERROR, Outcome.BREAKER_OPEN], Outcome.SERVER_ERROR),
        ([Outcome.BREAKER_OPEN, Outcome.AUTH], Outcome.AUTH),
        ([Outcome.BREAKER_OPEN, Outcome.BREAKER_OPEN], Outcome.BREAKER_OPEN),
    ]:
        with pytest.raises(ModelError) as caught:
            ask(*[Script([outcome]) for outcome in outcomes])
        assert caught.value.outcome is told
