"""A circuit breaker for one model of one provider, shared between workers through its store."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from llm.config import BreakerPolicy
from llm.errors import ModelError, Outcome
from llm.observing import BreakerChange, Observer, Phase, Unobserved, tell
from llm.resilience import circuit as rules
from llm.resilience.breaker_store import BreakerStore
from llm.resilience.circuit import Circuit
from llm.types import Completion, Deadline, Model, Request, T

logger = logging.getLogger(__name__)

# These say something of one text and not of the service, which has answered. Counting them would let anybody who
# writes such texts switch the model off for everybody.
ANSWERED = {Outcome.INVALID_OUTPUT, Outcome.BLOCKED, Outcome.TRUNCATED, Outcome.REFUSED}

ADVICE = {
    Outcome.AUTH: "The key is refused: check LLM_API_KEY and the account behind it.",
    Outcome.MODEL_GONE: "The model is retired, misspelt or not served at this address: set LLM_MODEL.",
}


def breaker_key(provider: str, model: str) -> str:
    """Under which a model's circuit is stored."""
    return f"{provider}:{model}"


@dataclass(frozen=True)
class Breaker:
    """Refuses calls that would most likely fail, so that nobody waits for them.

    The store is asked before and after a call, never during it. If it fails, the breaker counts as closed.
    """

    inner: Model
    provider: str
    model: str
    store: BreakerStore
    policy: BreakerPolicy = field(default_factory=BreakerPolicy)
    observer: Observer = field(default_factory=Unobserved)
    clock: Callable[[], float] = time.time

    def complete(self, request: Request[T], deadline: Deadline) -> Completion[T]:
        probe = self._admit(deadline)
        try:
            completion = self.inner.complete(request, deadline)
        except ModelError as error:
            self._report(error, deadline, probe=probe)
            raise
        self._change(lambda circuit, now: rules.after_success(circuit, now, self.policy, probe=probe))
        return completion

    def _admit(self, deadline: Deadline) -> bool:
        """True if this call is the probe. Raises ModelError (breaker_open)."""
        granted, found = False, Circuit()

        def claim(circuit: Circuit) -> Circuit:
            nonlocal granted, found
            now = self.clock()
            found = rules.within_reason(circuit, now, self.policy)
            granted = rules.may_probe(found, now)
            return rules.claimed(found, now, self.policy, deadline.remaining()) if granted else circuit

        try:
            now = self.clock()
            found = rules.within_reason(self.store.read(self._key), now, self.policy)
            if rules.may_probe(found, now):
                self.store.update(self._key, claim)
        except Exception:
            logger.exception("The breaker store of %s failed; the call goes on", self._key)
            return False
        now = self.clock()
        if granted:
            self._tell(Phase.HALF_OPEN, found.reason)
        elif found.phase(now) is not Phase.CLOSED:
            raise self._refusal(found, now)
        return granted

    def _refusal(self, circuit: Circuit, now: float) -> ModelError:
        reason = circuit.reason or "failures"
        error = ModelError(
            Outcome.BREAKER_OPEN,
            f"{self._key} is not being asked, after {reason}.",
            retry_after=max(0.0, circuit.open_until - now),
        )
        error.provider, error.model = self.provider, self.model
        return error

    def _report(self, error: ModelError, deadline: Deadline, *, probe: bool) -> None:
        if not error.attempts:
            if probe:
                self._change(lambda circuit, _: rules.released(circuit))
            return
        if error.outcome in ANSWERED:
            self._change(lambda circuit, now: rules.after_success(circuit, now, self.policy, probe=probe))
            return
        wait = error.retry_after or 0.0
        hold_off = wait if wait >= deadline.remaining() else 0.0  # shorter ones are waited for by Retried
        self._change(
            lambda circuit, now: rules.after_failure(
                circuit, now, self.policy, error.outcome, probe=probe, hold_off=hold_off
            )
        )

    def _change(self, rule: Callable[[Circuit, float], Circuit]) -> None:
        before = after = Circuit()

        def change(circuit: Circuit) -> Circuit:
            nonlocal before, after
            now = self.clock()
            before = rules.within_reason(circuit, now, self.policy)
            after = rule(before, now)
            return after

        try:
            self.store.update(self._key, change)
        except Exception:
            logger.exception("The breaker store of %s failed; an outcome is not counted", self._key)
            return
        if after.openings > before.openings:
            level = logging.ERROR if after.reason in ADVICE else logging.WARNING
            advice = f". {ADVICE[after.reason]}" if after.reason in ADVICE else ""
            seconds = after.open_until - self.clock()
            logger.log(level, "Not asking %s for %.0f s, after %s%s", self._key, seconds, after.reason, advice)
            self._tell(Phase.OPEN, after.reason)
        elif before.openings and not after.openings:
            logger.info("Asking %s again", self._key)
            self._tell(Phase.CLOSED, None)

    def _tell(self, phase: Phase, reason: Outcome | None) -> None:
        change = BreakerChange(provider=self.provider, model=self.model, phase=phase, reason=reason)
        tell(self.observer.breaker_changed, change)

    @property
    def _key(self) -> str:
        return breaker_key(self.provider, self.model)
