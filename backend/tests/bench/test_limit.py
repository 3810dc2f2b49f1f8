"""The highest rate that keeps a goal is found by few steps, and a lucky one above a broken one does not count."""

from collections.abc import Callable

from bench.api.limit import FIRST, Step, find_limits


def desk(full_at: float, *, errors_at: float = 1e9) -> Callable[[float], Step]:
    """Answers within 20 ms, ever more slowly from a rate on, and fails from another on."""

    def measure(rate: float) -> Step:
        return Step(rate, 10, 20 + max(0, rate - full_at), int(rate >= errors_at), lag=1)

    return measure


def test_each_goal_has_its_rate_and_the_steps_are_told_in_order() -> None:
    found, steps = find_limits(desk(100))
    assert list(found) == ["p99 <= 50 ms", "p99 <= 250 ms"]
    low, high = found.values()
    assert low is not None
    assert high is not None
    assert 100 <= low <= 130 <= 250 <= high <= 330  # 50 ms are reached at 130/s, 250 ms at 330/s
    assert [step["rate"] for step in steps] == sorted(step["rate"] for step in steps)
    assert len(steps) <= 12


def test_an_error_breaks_every_goal() -> None:
    found, _ = find_limits(desk(1_000, errors_at=FIRST * 1.5))
    assert len(set(found.values())) == 1
    assert FIRST <= (found["p99 <= 50 ms"] or 0) < FIRST * 1.5


def test_a_desk_that_carries_nothing_has_no_rate() -> None:
    found, steps = find_limits(desk(-1_000))
    assert set(found.values()) == {None}
    assert len(steps) == 1


def test_what_was_in_time_by_chance_above_a_broken_rate_does_not_count() -> None:
    times = iter([20, 60, 20, 400, 20, 300])
    found, steps = find_limits(lambda rate: Step(rate, 10, next(times), 0, lag=1))
    assert found["p99 <= 50 ms"] == (FIRST + FIRST * 1.3) / 2
    assert found["p99 <= 250 ms"] == steps[3]["rate"]
