"""Who waits for a connection, and until when."""

from collections.abc import Callable

import pytest
from psycopg_pool import PoolTimeout

from postgresql import waiting
from postgresql.waiting import WaitingRoom, at_most


class Clock:
    """A second passes with each question to the pool."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(waiting, "time", clock)
    return clock


def away(clock: Clock, *, until: float = float("inf")) -> Callable[[], str]:
    """A pool that has no connection before that moment."""

    def attempt() -> str:
        clock.now += 1
        if clock.now < until:
            raise PoolTimeout
        return "connection"

    return attempt


def waited(clock: Clock, room: WaitingRoom) -> float:
    began = clock.now
    with pytest.raises(PoolTimeout):
        room.wait(away(clock), 10)
    return clock.now - began


def test_a_short_outage_is_waited_out(clock: Clock) -> None:
    assert WaitingRoom().wait(away(clock, until=105), 10) == "connection"


def test_nobody_waits_for_one_that_is_older_than_ones_patience(clock: Clock) -> None:
    room = WaitingRoom()
    assert waited(clock, room) == 10
    assert waited(clock, room) == 1
    clock.now += 3600
    assert waited(clock, room) == 1


def test_who_comes_in_the_middle_waits_for_the_rest(clock: Clock) -> None:
    room = WaitingRoom()
    with at_most(4), pytest.raises(PoolTimeout):
        room.wait(away(clock), 10)
    assert waited(clock, room) == 6


def test_the_next_outage_is_a_new_one(clock: Clock) -> None:
    room = WaitingRoom()
    waited(clock, room)
    room.wait(away(clock, until=clock.now), 10)
    assert waited(clock, room) == 10


def test_a_request_waits_once_however_often_it_needs_a_connection(clock: Clock) -> None:
    began = clock.now
    with at_most(4):
        for _ in range(3):
            with pytest.raises(PoolTimeout):
                WaitingRoom().wait(away(clock), 10)
    assert clock.now - began == 4 + 1 + 1
