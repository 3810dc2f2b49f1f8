"""One event loop in one background thread per process, where the providers' clients live.

Their own timeouts are per read, so a server that trickles a byte at a time is never too late; a thread given up on
goes on waiting. A task on a loop can be cancelled at any moment, and its connection is closed with it.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import CancelledError
from typing import TypeVar

from llm.errors import ModelError, Outcome
from llm.types import Deadline

logger = logging.getLogger(__name__)

R = TypeVar("R")

# Seconds the caller waits beyond the deadline for the loop to say that it cancelled the task. A loop that is itself
# stuck, for instance in the import of an SDK, is not waited for.
GRACE = 0.1


class LoopThread:
    """Starts at the first call, so never before a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closing: list[Callable[[], Awaitable[object]]] = []

    def run(self, work: Callable[[], Awaitable[R]], deadline: Deadline) -> R:
        """The result of `work()`, run on the loop. Raises what it raises, and ModelError (timeout)."""

        async def bounded() -> R:
            async with asyncio.timeout(deadline.remaining()):
                return await work()

        future = asyncio.run_coroutine_threadsafe(bounded(), self.start())
        try:
            return future.result(deadline.remaining() + GRACE)
        except (TimeoutError, CancelledError):  # cancelled by stop()
            raise ModelError(Outcome.TIMEOUT, "No answer before the deadline.") from None
        finally:
            future.cancel()  # without effect once done; otherwise the caller leaves, so the task shall too

    def soon(self, work: Callable[[], Awaitable[object]]) -> None:
        """Run `work()` on the loop and wait for nothing; an error is logged."""

        async def detached() -> None:
            try:
                await work()
            except Exception:
                logger.exception("Work that nobody waits for failed")

        asyncio.run_coroutine_threadsafe(detached(), self.start())

    def start(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="llm-loop", daemon=True)
                self._thread.start()
            return self._loop

    def on_stop(self, close: Callable[[], Awaitable[object]]) -> None:
        """What to run on the loop before it stops, if it ever ran."""
        self._closing.append(close)

    def stop(self) -> None:
        """Cancel what is under way, close connections and end the thread; a further call starts anew."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_finish(self._closing), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def forget(self) -> None:
        """After a fork the child has the parent's loop but not its thread."""
        self._lock = threading.Lock()
        self._loop = self._thread = None


async def _finish(closing: Iterable[Callable[[], Awaitable[object]]]) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.gather(*(close() for close in closing), return_exceptions=True)


LOOP = LoopThread()
os.register_at_fork(after_in_child=LOOP.forget)
