"""Slots of a process: nobody queues for one, and none is lost."""

import threading
import time

import pytest

from llm.errors import ModelError, Outcome
from llm.resilience.bulkhead import Bulkhead, InBulkhead
from llm.types import Deadline
from tests.llm.conftest import make_request, outcome_of
from tests.llm.doubles import Script, Step
from tests.patience import LONG


def test_overflow_is_refused_at_once_and_slots_come_back() -> None:
    bulkhead, both_in, leave = Bulkhead(2), threading.Barrier(3), threading.Event()

    def wait() -> None:
        both_in.wait(LONG)
        leave.wait(LONG)

    # Two models, as of two features, share the slots.
    one, other = InBulkhead(Script([wait]), bulkhead), InBulkhead(Script([wait]), bulkhead)
    callers = [threading.Thread(target=outcome_of, args=(model, make_request(), LONG)) for model in (one, other)]
    for caller in callers:
        caller.start()
    both_in.wait(LONG)

    unused, started = Script(), time.monotonic()
    refused = outcome_of(InBulkhead(unused, bulkhead), make_request(), LONG)
    assert isinstance(refused, ModelError)
    assert (refused.outcome, refused.attempts, unused.calls) == (Outcome.BULKHEAD_FULL, 0, 0)
    assert time.monotonic() - started < LONG / 2  # so long the others wait

    leave.set()
    for caller in callers:
        caller.join()
    assert not isinstance(outcome_of(InBulkhead(Script(), bulkhead), make_request(), LONG), ModelError)


def _crash() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(("step", "raised"), [(Outcome.SERVER_ERROR, ModelError), (_crash, ZeroDivisionError)])
def test_a_slot_comes_back_after_any_error(step: Step, raised: type[Exception]) -> None:
    model = InBulkhead(Script([step]), Bulkhead(1))
    for _ in range(3):
        with pytest.raises(raised, match=r"Scripted server_error|^$"):
            model.complete(make_request(), Deadline.after(LONG))
