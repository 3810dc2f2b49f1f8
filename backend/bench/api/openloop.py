"""The open loop: requests leave at their time, whether or not earlier ones were answered.

Measured from the moment a request was due, so that a desk that stalls cannot hide it by holding its clients up.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bench.api.operations import Facts, Operation, Request
from evals.metrics import percentile

CONNECTIONS = 64  # kept open; a request waits for a free one, and that counts as its time

# Shares of the mix: 20 % create, 15 % patch, 10 % searches, the rest reads.
MIX: Mapping[str, int] = {
    "create": 20,
    "patch": 15,
    "search, rare word": 3,
    "search, common word": 4,
    "search, absent word": 2,
    "search, two words": 1,
    "list, first page": 25,
    "list, status": 10,
    "stats": 10,
    "read": 10,
}


@dataclass
class Outcome:
    """Milliseconds by operation, and what was not answered with success.

    `lag`: milliseconds from the moment each request was due to that at which this program turned to it.
    """

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: int = 0
    lag: list[float] = field(default_factory=list)

    def lag_p99(self) -> float:
        """By how much 1 request in 100 was late at least: far less than an answer takes, or the figures are its own."""
        return round(percentile(self.lag, 0.99), 2)

    def summary(self) -> dict[str, dict[str, float]]:
        """p50, p95, p99 and the most, of all and of each operation."""
        everything = {"all": [ms for times in self.times.values() for ms in times], **self.times}
        return {
            name: {
                **{f"p{share}": round(percentile(times, share / 100), 2) for share in (50, 95, 99)},
                "most": round(max(times), 2),
                "requests": len(times),
            }
            for name, times in everything.items()
        }


def mixed_load(
    host: str, port: int, known: Facts, all_operations: list[Operation], rate: float, seconds: float
) -> Outcome:
    """`rate` requests a second for so long, at random moments."""
    chosen = {one.name: one for one in all_operations if one.name in MIX}
    return asyncio.run(_Load(host, port, chosen, random.Random(1)).run(rate, seconds))  # noqa: S311 -- the same each time


class _Load:
    def __init__(self, host: str, port: int, chosen: Mapping[str, Operation], rng: random.Random) -> None:
        self._host, self._port = host, port
        self._next: dict[str, Callable[[], Request]] = {name: _turns(one) for name, one in chosen.items()}
        self._rng = rng
        self._free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        self._outcome = Outcome()

    async def run(self, rate: float, seconds: float) -> Outcome:
        for _ in range(CONNECTIONS):
            self._free.put_nowait(await asyncio.open_connection(self._host, self._port))
        names, weights = list(MIX), list(MIX.values())
        due = time.perf_counter()
        end = due + seconds
        sent = []
        while (due := due + self._rng.expovariate(rate)) < end:
            await asyncio.sleep(max(0, due - time.perf_counter()))
            self._outcome.lag.append((time.perf_counter() - due) * 1000)
            name = self._rng.choices(names, weights)[0]
            sent.append(asyncio.create_task(self._send(name, self._next[name](), due)))
        await asyncio.gather(*sent)
        return self._outcome

    async def _send(self, name: str, request: Request, due: float) -> None:
        reader, writer = await self._free.get()
        try:
            writer.write(_bytes(request, self._host, self._port))
            status = await _read(reader)
            if status >= 400:
                self._outcome.errors += 1
            self._outcome.times[name].append((time.perf_counter() - due) * 1000)
        except (OSError, asyncio.IncompleteReadError):
            self._outcome.errors += 1
            reader, writer = await asyncio.open_connection(self._host, self._port)
        self._free.put_nowait((reader, writer))


def _turns(operation: Operation) -> Callable[[], Request]:
    turn = -1

    def following() -> Request:
        nonlocal turn
        turn = (turn + 1) % len(operation.requests)
        return operation.requests[turn]

    return following


def _bytes(request: Request, host: str, port: int) -> bytes:
    body = request.body.encode()
    head = f"{request.method} {request.path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
    if request.cookie:
        head += f"Cookie: {request.cookie}\r\n"
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


async def _read(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:"))
    await reader.readexactly(length)
    return int(lines[0].split()[1])
