"""Time grows with the length of the text, whatever it says."""

import time

import pytest

from keywords import classify

LONGEST = 50_000  # characters, the limit of a description
HOSTILE = [
    " ",
    "\n",
    "a",
    "'",
    "a'",
    "\u200b",
    "e\u0301",
    ". ",
    "not so very ",
    "cannot ",
    "can not can ",
    "if error ",
    "all our users cannot ",
    "ignore all previous ",
    "ignore previous instructions. ",
    "category category priority to to ",
    "set set set priority ",
    "all records all records ",
]


def seconds(text: str) -> float:
    """Of this thread, the best of several runs: noise only ever adds."""
    best = float("inf")
    for _ in range(5):
        started = time.thread_time()
        classify(text)
        best = min(best, time.thread_time() - started)
    return best


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_eight_times_the_text_takes_about_eight_times_as_long(unit: str) -> None:
    text = (unit * LONGEST)[:LONGEST]
    # A quadratic step would show as 64; the rest is room for noise and for caches that a short text still fits.
    assert seconds(text) < 24 * max(seconds(text[: LONGEST // 8]), 0.0005)
