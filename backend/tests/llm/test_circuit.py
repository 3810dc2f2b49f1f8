"""The rules of the breaker, without a clock."""

import json

import pytest

from llm.config import BreakerPolicy
from llm.errors import Outcome
from llm.observing import Phase
from llm.resilience.circuit import Circuit, after_failure, after_success, claimed, may_probe, released, within_reason

POLICY = BreakerPolicy(window=30, min_failures=5, failure_ratio=0.5, open_for=15, open_at_most=300)
NOW = 1_000_000.0


def failed(circuit: Circuit, times: int = 1, now: float = NOW, **kwargs: object) -> Circuit:
    for _ in range(times):
        circuit = after_failure(circuit, now, POLICY, Outcome.TIMEOUT, **{"probe": False, **kwargs})
    return circuit


def succeeded(circuit: Circuit, times: int = 1, now: float = NOW) -> Circuit:
    for _ in range(times):
        circuit = after_success(circuit, now, POLICY, probe=False)
    return circuit


def test_it_opens_at_the_fifth_failure() -> None:
    assert failed(Circuit(), 4).phase(NOW) is Phase.CLOSED
    opened = failed(Circuit(), 5)
    assert (opened.phase(NOW), opened.open_until, opened.reason) == (Phase.OPEN, NOW + 15, Outcome.TIMEOUT)


def test_a_minority_of_failures_does_not_open_it() -> None:
    assert failed(succeeded(Circuit(), 6), 5).phase(NOW) is Phase.CLOSED
    assert failed(succeeded(Circuit(), 6), 6).phase(NOW) is Phase.OPEN


def test_failures_leave_with_the_window() -> None:
    circuit = failed(Circuit(), 4)
    assert failed(circuit, now=NOW + 26).phase(NOW + 26) is Phase.OPEN
    assert failed(circuit, now=NOW + 31).phase(NOW + 31) is Phase.CLOSED


def test_what_it_remembers_stays_small() -> None:
    circuit = Circuit()
    for second in range(1000):
        circuit = succeeded(circuit, now=NOW + second)
    assert len(circuit.buckets) == 10
    assert 27 <= sum(ok for _, ok, _ in circuit.buckets) <= 30


@pytest.mark.parametrize("reason", [Outcome.AUTH, Outcome.MODEL_GONE])
def test_auth_and_model_gone_open_it_at_once(reason: Outcome) -> None:
    opened = after_failure(succeeded(Circuit(), 100), NOW, POLICY, reason, probe=False)
    assert (opened.open_until, opened.reason) == (NOW + 300, reason)


def test_it_is_held_off_for_as_long_as_the_provider_asks_within_reason() -> None:
    assert failed(Circuit(), hold_off=47).open_until == NOW + 47
    assert failed(Circuit(), hold_off=10**9).open_until == NOW + POLICY.hold_off_at_most


def test_a_clock_that_was_ahead_keeps_it_open_no_longer_than_any_rule_does() -> None:
    ahead = NOW + 24 * 3600
    opened = within_reason(failed(Circuit(), 5, ahead), NOW, POLICY)
    assert (opened.phase(NOW), opened.reason, opened.openings) == (Phase.HALF_OPEN, Outcome.TIMEOUT, 1)
    assert may_probe(opened, NOW)
    again = failed(claimed(opened, NOW, POLICY, 4), probe=True)
    assert (again.phase(NOW), again.open_until) == (Phase.OPEN, NOW + 30)
    assert may_probe(within_reason(claimed(failed(Circuit(), 5), ahead, POLICY, 4), NOW + 15, POLICY), NOW + 15)


def test_what_any_rule_sets_is_within_reason() -> None:
    for circuit in (failed(Circuit(), hold_off=10**9), claimed(failed(Circuit(), 5), NOW + 15, POLICY, 4)):
        assert within_reason(circuit, NOW - 59, POLICY) == circuit  # also by a clock that is a little behind


def test_failures_by_a_clock_that_was_ahead_are_not_recent_until_then() -> None:
    assert failed(failed(Circuit(), 4, NOW + 24 * 3600)).phase(NOW) is Phase.CLOSED
    assert failed(failed(Circuit(), 4, NOW + 10)).phase(NOW) is Phase.OPEN  # of two hosts one is always a little ahead


def test_one_may_probe_when_the_time_has_come() -> None:
    opened = failed(Circuit(), 5)
    assert not may_probe(opened, NOW + 14.9)
    assert may_probe(opened, NOW + 15)
    probing = claimed(opened, NOW + 15, POLICY, 60)
    assert not may_probe(probing, NOW + 15 + 60), "whoever probes may still be waiting"
    assert may_probe(released(probing), NOW + 15)
    assert may_probe(probing, NOW + 15 + 60 + POLICY.probe_grace), "a probe that never reported back blocks for ever"


def test_a_probe_that_succeeds_closes_it_and_forgets() -> None:
    probing = claimed(failed(Circuit(), 5), NOW + 15, POLICY, 4)
    assert after_success(probing, NOW + 16, POLICY, probe=True) == Circuit()


def test_each_probe_that_fails_doubles_the_time_up_to_a_limit() -> None:
    circuit, times = failed(Circuit(), 5), []
    for _ in range(6):
        now = circuit.open_until
        circuit = after_failure(claimed(circuit, now, POLICY, 4), now, POLICY, Outcome.TIMEOUT, probe=True)
        times.append(circuit.open_until - now)
    assert times == [30, 60, 120, 240, 300, 300]


def test_a_service_that_is_away_for_weeks_overflows_nothing() -> None:
    circuit = failed(Circuit(), 5)
    for _ in range(5000):
        circuit = after_failure(circuit, circuit.open_until, POLICY, Outcome.TIMEOUT, probe=True)
    assert circuit.openings == 5001


def test_calls_that_set_out_before_it_opened_change_nothing() -> None:
    opened = failed(Circuit(), 5)
    assert failed(opened, 20) == opened
    assert succeeded(opened, 20) == opened
    late = after_failure(opened, NOW + 1, POLICY, Outcome.AUTH, probe=False)
    assert (late.openings, late.open_until) == (1, NOW + 301)


@pytest.mark.parametrize("circuit", [Circuit(), failed(succeeded(Circuit()), 3), failed(Circuit(), 5)])
def test_it_survives_being_stored(circuit: Circuit) -> None:
    assert Circuit.from_json(json.loads(json.dumps(circuit.to_json()))) == circuit
