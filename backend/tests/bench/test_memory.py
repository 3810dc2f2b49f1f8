"""Which sizes of processes break a promise, and what the processes are asked meanwhile."""

from datetime import UTC, datetime

from api.cursors import Position
from bench.api.memory import broken, mixed
from bench.api.operations import Facts


def test_a_process_may_neither_pass_its_limit_nor_grow() -> None:
    halfway = {"web worker 1": 100.0, "web worker 2": 100.0, "job worker 1": 127.0, "caddy": 60.0}

    assert broken(halfway, halfway | {"web worker 1": 104.0}) == []
    assert broken(halfway, halfway | {"web worker 2": 106.0}) == [
        "web worker 2 grew from 100 to 106 MiB in the second half"
    ]
    assert broken(halfway, halfway | {"job worker 1": 129.0}) == ["job worker 1 holds 129 MiB, above 128"]


def test_a_process_that_was_started_anew_has_no_size_to_have_grown_from() -> None:
    assert broken({}, {"web worker 3": 90.0}) == []


def test_each_turn_asks_everything_quick_and_another_one_of_the_slow() -> None:
    known = Facts(100, 100, Position(datetime(2026, 11, 1, tzinfo=UTC), 1), tuple(range(1, 61)), (7, 8), agent=1)

    requests = mixed(known)

    turns = [one.path for one in requests].count("/livez")
    slow = [one.path for one in requests if "search=" in one.path or "/trends/" in one.path]
    assert turns == 60  # as many as the tickets that are read
    assert len(slow) == turns
    assert slow[0] != slow[1]
    assert slow.count("/api/tickets/trends/?days=30") in range(1, turns // 2)
    assert {one.method for one in requests} == {"GET", "POST", "PATCH"}
