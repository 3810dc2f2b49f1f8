"""A difference that is there is found, and one that is not is told as none."""

import random

import pytest

from bench.paired import less


def noisy(level: float, seed: int) -> list[float]:
    dice = random.Random(seed)
    return [level * dice.uniform(0.8, 1.2) for _ in range(50)]


def test_a_difference_without_noise_is_exact() -> None:
    change = less(of=[90.0, 180.0, 45.0], than=[100.0, 200.0, 50.0])
    assert (change.share, change.low, change.high) == pytest.approx((0.1, 0.1, 0.1))
    assert str(change) == "10.0% (10.0% to 10.0%)"


def test_noise_widens_the_bounds_around_what_is_true() -> None:
    change = less(of=noisy(95, 1), than=noisy(100, 2))
    assert change.low < 0.05 < change.high
    assert change.low < change.share < change.high


def test_rounds_without_a_partner_are_an_error() -> None:
    with pytest.raises(ValueError, match="argument"):
        less(of=[1.0], than=[1.0, 2.0])
