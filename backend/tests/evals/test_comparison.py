import pytest

from evals.answers import Answer
from evals.cases import Case
from evals.comparison import compare, sign_test
from evals.runner import Outcome


def outcomes(*answers: str, expected: str = "billing", priority: str | None = None) -> list[Outcome]:
    return [
        Outcome(Case(str(number), "Hi", "", expected, priority), Answer(category, "low", "parrot"), 1.0)
        for number, category in enumerate(answers)
    ]


def test_it_counts_the_cases_that_only_one_got_right() -> None:
    first = outcomes("billing", "billing", "billing", "account", "general")
    second = outcomes("billing", "account", "account", "billing", "technical")
    [category] = compare(first, second)
    assert (category.only_first, category.only_second, category.differing) == (2, 1, 4)
    assert (category.first.accuracy, category.second.accuracy) == (pytest.approx(0.6), pytest.approx(0.4))


def test_priorities_are_compared_where_they_are_labelled() -> None:
    half = outcomes("billing", priority="low") + outcomes("billing")
    _, priority = compare(half, half)
    assert (priority.field, priority.first.accuracy, priority.differing) == ("priority", 1.0, 0)


def test_only_answers_to_the_same_cases_can_be_compared() -> None:
    with pytest.raises(ValueError, match="same cases"):
        compare(outcomes("billing"), outcomes("billing", "billing"))
    with pytest.raises(ValueError, match="same cases"):
        compare(outcomes("billing"), outcomes("billing", expected="account"))


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    # By hand: twice the sum of the binomial coefficients of the shorter tail, over two to the number of cases.
    [(0, 0, 1.0), (1, 0, 1.0), (5, 5, 1.0), (0, 5, 2 / 32), (8, 1, 2 * (1 + 9) / 512), (1, 8, 2 * (1 + 9) / 512)],
)
def test_the_sign_test(wins: int, losses: int, p: float) -> None:
    assert sign_test(wins, losses) == pytest.approx(p)


def test_the_sign_test_of_very_many_cases() -> None:
    assert sign_test(5_000, 0) == 0.0
    assert sign_test(5_000, 5_000) == 1.0
