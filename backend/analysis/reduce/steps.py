"""Asking a model in the reduce phase: each finished call is stored, so that a crash repeats none."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

import structlog
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from analysis.choices import RunStatus
from analysis.models import ReduceStep, Run
from inference.fencing import Prompt, new_nonce
from llm.errors import ModelError, Outcome
from llm.types import Completion, Deadline, Feature, Model, Request, T

logger = structlog.get_logger("desk.analysis")

MAX_TOKENS = 4_096
TRIES = 3
# Worth waiting for: a run has taken minutes, and its summary would be lost for seconds.
PASSING = frozenset(
    {
        Outcome.TIMEOUT,
        Outcome.CONNECTION,
        Outcome.RATE_LIMITED,
        Outcome.SERVER_ERROR,
        Outcome.INVALID_OUTPUT,
        Outcome.BREAKER_OPEN,
        Outcome.BULKHEAD_FULL,
    }
)
_WAIT = 5.0  # seconds, where nobody said how long
_WAIT_AT_MOST = 30.0  # seconds


class RunEnded(Exception):
    """The run is no longer processing: it was cancelled, or another worker completed it."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """An answer and who gave it."""

    data: T
    provider: str
    model: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """The calls of one run's reduce phase. `seconds` is each call's deadline."""

    run_id: int
    model: Model
    seconds: float
    wait: Callable[[float], None] = time.sleep

    def ask(self, key: str, prompt: Callable[[str], Prompt], schema: type[T]) -> Answered[T]:
        """The stored answer to this very question, or a new one. `prompt` is given the nonce of its markers.

        Tries a passing failure again, then raises ModelError. Raises RunEnded before a call that nobody needs.
        """
        blank = prompt("")
        digest = hashlib.sha256(f"{blank.system}\0{blank.user}".encode()).hexdigest()
        if step := ReduceStep.objects.filter(run=self.run_id, key=key, digest=digest).first():
            stored = step.output
            return Answered(schema.model_validate(stored["data"]), stored["provider"], stored["model"])
        sent = prompt(new_nonce())
        request = Request(
            system=sent.system, user=sent.user, schema=schema, feature=Feature.ANALYSIS, max_tokens=MAX_TOKENS
        )
        completion = self._complete(key, request)
        self._store(key, digest, completion)
        return Answered(completion.data, completion.provider, completion.model)

    def _complete(self, key: str, request: Request[T]) -> Completion[T]:
        for left in reversed(range(TRIES)):
            if not Run.objects.filter(pk=self.run_id, status=RunStatus.PROCESSING).exists():
                raise RunEnded(f"Run {self.run_id} has ended.")
            try:
                return self.model.complete(request, Deadline.after(self.seconds))
            except ModelError as error:
                logger.warning("reduce_call_failed", run_id=self.run_id, step=key, outcome=error.outcome.value)
                if error.usage:
                    self._spend(error.usage.input_tokens, error.usage.output_tokens, error.cost_usd)
                if not left or error.outcome not in PASSING:
                    raise
                self.wait(min(error.retry_after or _WAIT, _WAIT_AT_MOST))
        raise AssertionError("The last try returns or raises.")

    def _store(self, key: str, digest: str, completion: Completion[T]) -> None:
        """An answer and its price belong together. Of two workers that asked the same, the later one's stays."""
        output = {
            "data": completion.data.model_dump(mode="json"),
            "provider": completion.provider,
            "model": completion.model,
        }
        with transaction.atomic():
            ReduceStep.objects.update_or_create(
                run_id=self.run_id,
                key=key,
                defaults={
                    "digest": digest,
                    "output": output,
                    "input_tokens": completion.input_tokens,
                    "output_tokens": completion.output_tokens,
                    "cost_usd": completion.cost_usd,
                },
            )
            self._spend(completion.input_tokens, completion.output_tokens, completion.cost_usd)

    def _spend(self, input_tokens: int, output_tokens: int, cost_usd: Decimal | None) -> None:
        known = Coalesce("reduce_cost_usd", Value(Decimal(0)))
        Run.objects.filter(pk=self.run_id).update(
            reduce_input_tokens=F("reduce_input_tokens") + input_tokens,
            reduce_output_tokens=F("reduce_output_tokens") + output_tokens,
            reduce_cost_usd=F("reduce_cost_usd") if cost_usd is None else known + cost_usd,
        )
