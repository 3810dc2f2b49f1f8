"""The rules of a circuit breaker, as functions from one state and a moment to the next. Nothing here has a clock."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from llm.config import BreakerPolicy
from llm.errors import Outcome
from llm.observing import Phase

BUCKETS = 10  # of a window: an old failure leaves in steps of a tenth of it
SKEW = 60  # seconds by which the clocks of two hosts may differ without either being wrong

AT_ONCE = {Outcome.AUTH, Outcome.MODEL_GONE}  # one is proof enough: only a person changes a key or a model's name


@dataclass(frozen=True, slots=True)
class Circuit:
    """What a breaker remembers. Moments are Unix time, since processes and hosts share it."""

    buckets: tuple[tuple[int, int, int], ...] = ()  # (number of the bucket, successes, failures)
    openings: int = 0  # in a row without a success between; 0 is closed
    open_until: float = 0.0
    probe_until: float = 0.0
    reason: Outcome | None = None

    def phase(self, now: float) -> Phase:
        if not self.openings:
            return Phase.CLOSED
        return Phase.OPEN if now < self.open_until else Phase.HALF_OPEN

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Circuit":
        reason = Outcome(data["reason"]) if data["reason"] else None
        return cls(**{**data, "buckets": tuple((n, ok, bad) for n, ok, bad in data["buckets"]), "reason": reason})


def within_reason(circuit: Circuit, now: float, policy: BreakerPolicy) -> Circuit:
    """Without moments further ahead than any rule sets one: the clock that they are from was ahead."""
    latest = now + max(policy.open_for, policy.open_at_most, policy.hold_off_at_most) + SKEW
    return replace(
        circuit,
        open_until=circuit.open_until if circuit.open_until <= latest else 0.0,
        probe_until=circuit.probe_until if circuit.probe_until <= latest else 0.0,
    )


def may_probe(circuit: Circuit, now: float) -> bool:
    """The time has come, and nobody is at it."""
    return circuit.phase(now) is Phase.HALF_OPEN and circuit.probe_until <= now


def claimed(circuit: Circuit, now: float, policy: BreakerPolicy, seconds: float) -> Circuit:
    """Somebody is probing, for so many seconds at most; nobody else may until they report back or should have."""
    return replace(circuit, probe_until=now + seconds + policy.probe_grace)


def released(circuit: Circuit) -> Circuit:
    """The probe was never sent."""
    return replace(circuit, probe_until=0.0)


def after_success(circuit: Circuit, now: float, policy: BreakerPolicy, *, probe: bool) -> Circuit:
    """The service has answered."""
    if probe:
        return Circuit()
    if circuit.openings:
        return circuit  # set out before the breaker opened; it says nothing of now
    return _counted(circuit, now, policy, ok=1, bad=0)


def after_failure(
    circuit: Circuit, now: float, policy: BreakerPolicy, reason: Outcome, *, probe: bool, hold_off: float = 0.0
) -> Circuit:
    """The service has not answered. `hold_off`: seconds that it wants to be left alone for, 0 if it did not say."""
    if reason in AT_ONCE:
        return _opened(circuit, now, policy.open_at_most, reason, probe=probe)
    if hold_off:
        return _opened(circuit, now, min(hold_off, policy.hold_off_at_most), reason, probe=probe)
    if probe:
        doublings = min(circuit.openings, 16)  # a service may be away for weeks
        growing = min(policy.open_at_most, policy.open_for * 2**doublings)
        return _opened(circuit, now, growing, reason, probe=True)
    if circuit.openings:
        return circuit
    circuit = _counted(circuit, now, policy, ok=0, bad=1)
    bad = sum(bad for _, _, bad in circuit.buckets)
    total = bad + sum(ok for _, ok, _ in circuit.buckets)
    if bad >= policy.min_failures and bad / total >= policy.failure_ratio:
        return _opened(circuit, now, policy.open_for, reason, probe=False)
    return circuit


def _opened(circuit: Circuit, now: float, seconds: float, reason: Outcome, *, probe: bool) -> Circuit:
    # Calls that set out together fail together: only the first of them opens, the others may lengthen it.
    again = probe or not circuit.openings
    return Circuit(
        openings=circuit.openings + 1 if again else circuit.openings,
        open_until=max(circuit.open_until, now + seconds),
        reason=reason,
    )


def _counted(circuit: Circuit, now: float, policy: BreakerPolicy, *, ok: int, bad: int) -> Circuit:
    current = int(now // (policy.window / BUCKETS))
    # Those far ahead are from a clock that was: they would be recent until then.
    recent = {number: (good, failed) for number, good, failed in circuit.buckets if abs(number - current) < BUCKETS}
    good, failed = recent.get(current, (0, 0))
    recent[current] = (good + ok, failed + bad)
    return replace(circuit, buckets=tuple((number, *counts) for number, counts in sorted(recent.items())))
