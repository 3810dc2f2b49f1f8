"""Which sizes of processes break a promise."""

from bench.api.memory import broken


def test_a_process_may_neither_pass_its_limit_nor_grow() -> None:
    halfway = {"web worker 1": 100.0, "web worker 2": 100.0, "job worker 1": 127.0, "caddy": 60.0}

    assert broken(halfway, halfway | {"web worker 1": 104.0}) == []
    assert broken(halfway, halfway | {"web worker 2": 106.0}) == [
        "web worker 2 grew from 100 to 106 MiB in the second half"
    ]
    assert broken(halfway, halfway | {"job worker 1": 129.0}) == ["job worker 1 holds 129 MiB, above 128"]


def test_a_process_that_was_started_anew_has_no_size_to_have_grown_from() -> None:
    assert broken({}, {"web worker 3": 90.0}) == []
