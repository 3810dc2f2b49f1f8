"""The caller leaves at the deadline, and nothing of the call stays behind."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm.config import Kind
from llm.errors import ModelError, Outcome
from llm.loop import LoopThread
from llm.pricing import Price
from llm.providers.base import Reply
from llm.registry import make_provider
from llm.resilience.deadline import Bounded
from llm.types import Completion, Deadline, Request
from llm.usage import Usage
from tests.fakes.llm_server import FakeLLMServer
from tests.llm.conftest import VENDORS, make_request, outcome_of, provider_config
from tests.patience import LONG, SHORT, SLACK, eventually

PRICE = Price(input_usd=Decimal(3), output_usd=Decimal(10))
GOOD = '{"category": "billing", "priority": "low", "reason": ""}'


class Local:
    """A provider that runs a function."""

    name, model = "local", "m"

    def __init__(self, work: Callable[[], Awaitable[Reply]]) -> None:
        self.work = work

    async def generate(self, request: Request[Any]) -> Reply:
        return await self.work()


def bounded(loop: LoopThread, work: Callable[[], Awaitable[Reply]]) -> Bounded:
    return Bounded(Local(work), PRICE, loop)


@pytest.mark.parametrize("kind", VENDORS)
def test_abandoned_calls_leave_no_thread_task_or_connection(
    kind: Kind, server: FakeLLMServer, loop: LoopThread
) -> None:
    provider = make_provider(provider_config(kind, server), "gemini-3.5-flash-lite")
    loop.run(provider.prepare, Deadline.after(LONG))
    model = Bounded(provider, None, loop)
    server.behave("ok")
    outcome_of(model, make_request(), LONG)  # whatever is made once is there now

    def count() -> tuple[int, int, int]:
        tasks = loop.run(lambda: _result(len(asyncio.all_tasks())), Deadline.after(LONG))
        return threading.active_count(), tasks, sum(1 for _ in Path("/proc/self/fd").iterdir())

    before = count()
    server.behave("hang")
    callers = [threading.Thread(target=outcome_of, args=(model, make_request(), 3 * SHORT)) for _ in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(server.requests) == 20
    assert eventually(lambda: server.open_connections == 0), "the server still has connections"

    def left() -> tuple[bool, ...]:
        return tuple(now > then for now, then in zip(count(), before, strict=True))

    # The server may know of an end before the side that made it has put its socket away.
    assert eventually(lambda: not any(left())), f"threads, tasks, file descriptors leak: {left()}"

    server.behave("ok")
    assert isinstance(outcome_of(model, make_request(), LONG), Completion), "the client did not survive"
    loop.run(provider.aclose, Deadline.after(LONG))


async def _result(value: Any) -> Any:
    return value


def test_an_sdk_that_blocks_the_loop_does_not_hold_the_caller(loop: LoopThread) -> None:
    leave = threading.Event()

    async def block() -> Reply:
        leave.wait(LONG)
        return Reply(GOOD, Usage())

    assert abandoned(loop, block) is Outcome.TIMEOUT
    leave.set()


def test_an_sdk_that_ignores_cancellation_does_not_hold_the_caller(loop: LoopThread) -> None:
    leave = threading.Event()

    async def stubborn() -> Reply:
        until = time.monotonic() + LONG
        while not leave.is_set() and time.monotonic() < until:
            try:
                await asyncio.sleep(0.05)
            except asyncio.CancelledError:
                continue
        return Reply(GOOD, Usage())

    assert abandoned(loop, stubborn) is Outcome.TIMEOUT
    leave.set()


def abandoned(loop: LoopThread, work: Callable[[], Awaitable[Reply]]) -> Outcome:
    """How it ends for a caller who has little time, before `work` does."""
    started = time.monotonic()
    result = outcome_of(bounded(loop, work), make_request(), 0.1)
    assert isinstance(result, ModelError)
    assert time.monotonic() - started < SLACK
    return result.outcome


def test_a_client_belongs_to_one_loop(server: FakeLLMServer) -> None:
    provider = make_provider(provider_config(Kind.OPENAI, server), "m")
    made: list[object] = []
    closed: list[object] = []

    async def disconnect(client: object) -> None:
        closed.append(client)

    provider.connect = lambda: made.append(object()) or made[-1]
    provider.disconnect = disconnect
    for _ in range(2):  # as of a parent and its child
        asyncio.run(provider.prepare())
    asyncio.run(provider.aclose())
    assert (len(made), closed) == (2, []), "closing in the child would end the parent's TLS sessions"

    async def whole_life() -> None:
        await provider.prepare()
        await provider.prepare()
        await provider.aclose()

    asyncio.run(whole_life())
    assert closed == made[2:]
    assert len(made) == 3


def test_a_caller_that_is_interrupted_takes_its_call_along(loop: LoopThread) -> None:
    class Interrupted(BaseException):
        """As when a worker is told to exit."""

    def interrupt(*_: object) -> None:
        raise Interrupted

    cancelled, waiter = threading.Event(), threading.get_ident()

    async def hang() -> Reply:
        while sys._current_frames()[waiter].f_code.co_name != "wait":  # for us
            await asyncio.sleep(0.01)
        signal.pthread_kill(waiter, signal.SIGALRM)
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        raise AssertionError

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(Interrupted):
            bounded(loop, hang).complete(make_request(), Deadline.after(LONG))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert cancelled.wait(LONG), "the request goes on with nobody waiting for it"


def test_without_time_nobody_is_asked(loop: LoopThread) -> None:
    async def unexpected() -> Reply:
        raise AssertionError("asked")

    result = outcome_of(bounded(loop, unexpected), make_request(), 0)
    assert isinstance(result, ModelError)
    assert (result.outcome, result.attempts, result.cost_usd) == (Outcome.TIMEOUT, 0, None)


def test_tokens_and_cost_are_counted(loop: LoopThread) -> None:
    result = outcome_of(bounded(loop, lambda: _result(Reply(GOOD, Usage(2000, 100)))), make_request(), LONG)
    assert isinstance(result, Completion)
    assert (result.input_tokens, result.output_tokens, result.cost_usd) == (2000, 100, Decimal("0.007"))


def test_an_invalid_answer_costs_what_it_used(loop: LoopThread) -> None:
    result = outcome_of(bounded(loop, lambda: _result(Reply("?", Usage(2000, 100)))), make_request(), LONG)
    assert isinstance(result, ModelError)
    assert (result.usage, result.cost_usd) == (Usage(2000, 100), Decimal("0.007"))


def test_an_abandoned_call_is_charged_at_its_worst(loop: LoopThread) -> None:
    async def hang() -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    request = make_request("x" * 2991)  # with the system prompt 3,000 characters: 1,000 tokens in, 512 out
    result = outcome_of(bounded(loop, hang), request, 0.5)
    assert isinstance(result, ModelError)
    assert (result.usage, result.cost_usd) == (None, Decimal("0.00812"))


def test_stopping_the_loop_ends_calls_and_a_further_call_starts_anew() -> None:
    loop, results = LoopThread(), list[object]()

    async def hang() -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    caller = threading.Thread(target=lambda: results.append(outcome_of(bounded(loop, hang), make_request(), LONG)))
    caller.start()
    tasks = lambda: loop.run(lambda: _result(len(asyncio.all_tasks())), Deadline.after(LONG))  # noqa: E731
    assert eventually(lambda: tasks() > 1)
    loop.stop()
    caller.join(LONG)
    assert not caller.is_alive()
    [result] = results
    assert isinstance(result, ModelError)
    again = outcome_of(bounded(loop, lambda: _result(Reply(GOOD, Usage()))), make_request(), LONG)
    assert isinstance(again, Completion)
    loop.stop()
    loop.stop()  # once more does no harm


def test_a_failure_that_nobody_waits_for_is_logged(loop: LoopThread, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    loop.soon(fail)
    assert eventually(lambda: "Work that nobody waits for failed" in caplog.text)


def test_after_a_fork_the_child_has_a_loop_of_its_own() -> None:
    script = Path(__file__).with_name("fork_script.py")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=LONG, cwd=script.parents[2], check=False
    )
    assert done.stdout.split() == ["parent", "child", "0"], done.stderr
