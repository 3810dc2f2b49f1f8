"""When the drill says that a promise was broken."""

from drills.chaos.asking import Asked
from drills.chaos.promises import in_flight_only, judge, nothing, refusals, unreached

BEGAN = 100.0


def one(began: float, status: int, code: str = "", *, seconds: float = 0.1, **more: object) -> Asked:
    return Asked("list", began, began + seconds, status, code, **more)  # type: ignore[arg-type]


HONEST = one(101, 503, "unavailable", retry_after=True)
RUDE = one(101, 503, "unavailable")


def test_nothing_may_fail() -> None:
    assert nothing([], BEGAN) == []
    assert nothing([HONEST], BEGAN) == ["1 requests failed: 1 x 503 unavailable"]


def test_refusals_are_counted_and_have_to_say_when_to_come_again() -> None:
    assert refusals(1)([HONEST], BEGAN) == []
    assert refusals(None)([HONEST] * 100, BEGAN) == []
    assert len(refusals(1)([HONEST, HONEST], BEGAN)) == 1
    assert len(refusals(None)([RUDE], BEGAN)) == 1
    assert len(refusals(None)([one(101, 502, retry_after=True)], BEGAN)) == 1


def test_a_killed_process_takes_what_it_worked_on_and_no_more() -> None:
    assert in_flight_only([one(99.9, 502)], BEGAN) == []
    assert len(in_flight_only([one(101.5, 502)], BEGAN)) == 1
    assert len(in_flight_only([one(99.9, 502)] * 13, BEGAN)) == 1


def test_who_does_not_get_in_is_no_error_of_the_desk() -> None:
    assert unreached([one(101, 0, "ConnectionRefusedError", reached=False)], BEGAN) == []
    assert len(unreached([HONEST], BEGAN)) == 1


def test_after_its_window_nothing_is_excused() -> None:
    asked = [HONEST, one(102, 200, seconds=4), one(111, 503, "unavailable", retry_after=True)]
    verdict = judge("A fault", refusals(5), 10, asked, BEGAN, repaired=103)
    assert verdict.faults == ("1 failed after the window: 1 x 503 unavailable",)
    assert (verdict.requests, verdict.slowest, verdict.broken) == (3, 4, 3)
    assert round(verdict.recovered, 1) == 8.1


def test_no_fault_excuses_a_trace_or_blames_who_asked() -> None:
    asked = [one(101, 404, "not_found"), one(101, 500, fault="the inside of the desk is in the body")]
    faults = judge("A fault", refusals(None), 10, asked, BEGAN, repaired=103).faults
    assert len(faults) == 3  # neither is a 503, a body is wrong, and somebody was blamed
