"""A model's server: slow, failing now and then, sometimes silent, and counting everything.

It speaks OpenAI's chat completions (LLM_PROVIDER=openai-compatible) and answers as the fake provider does. It runs in a
process of its own, so that what it costs is not the desk's. Which ticket a call is about it knows from a marker in the
ticket's text: `Reference 2a7f`.
"""

import asyncio
import json
import multiprocessing
import random
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from llm.providers.fake import answer_for

REFERENCE = re.compile(r"Reference ([0-9a-f]+)\.")
_BABBLE = 'Certainly! {"category": ["billing", {"category": "weather"}], "priority": 7'
ONE_TICKET = "<<<TICKET "  # how a prompt about a single ticket marks it


@dataclass(frozen=True, slots=True)
class Manners:
    """How the server behaves: seconds until it answers, and the shares of calls that fail, or are never answered.

    `babbling` is the share of those answered that are told nonsense.
    """

    seconds: float = 0.2
    failing: float = 0.05
    silent: float = 0.002
    babbling: float = 0.0


@dataclass
class Tally:
    """What the server has seen. `answered`: answers about one ticket that were read to their end, by reference."""

    calls: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    failed: int = 0
    silent: int = 0
    answered: Counter[str] = field(default_factory=Counter)


@contextmanager
def model_server(manners: Manners) -> Iterator[str]:
    """Its address, until the end of the block."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_run, args=(manners, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{mine.recv()}"
    finally:
        process.terminate()
        process.join()


def tally(url: str) -> Tally:
    """What it has counted so far."""
    with urllib.request.urlopen(f"{url}/tally", timeout=10) as response:  # noqa: S310 -- our own http address
        told = json.load(response)
    return Tally(**told | {"answered": Counter(told["answered"])})


def change_manners(url: str, manners: Manners) -> None:
    """From now on the server behaves like this."""
    sent = json.dumps(asdict(manners)).encode()
    urllib.request.urlopen(f"{url}/manners", sent, timeout=10).close()  # noqa: S310 -- our own http address


def _run(manners: Manners, pipe: Connection) -> None:
    async def serve() -> None:
        server = await asyncio.start_server(Server(manners).serve, "127.0.0.1", 0, backlog=256)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


class Server:
    """Answers one connection after the other, and many at once."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._tally = Tally()
        self._dice = random.Random(20260101)  # noqa: S311 -- the same faults each time, in the order of the calls

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path, body = await _read(reader)
                if path == "/tally":
                    await _write(writer, 200, vars(self._tally))
                elif path == "/manners":
                    self._manners = Manners(**body)
                    await _write(writer, 200, {})
                else:
                    await self._call(body, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has left
        finally:
            writer.close()

    async def _call(self, body: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen = self._tally
        seen.calls += 1
        seen.in_flight += 1
        seen.most_in_flight = max(seen.most_in_flight, seen.in_flight)
        try:
            fate = self._dice.random()
            left = asyncio.ensure_future(
                reader.read(1)
            )  # nothing comes before the answer: it ends when the client leaves
            if fate < self._manners.silent:
                seen.silent += 1
                await left
                raise ConnectionResetError
            done, _ = await asyncio.wait({left}, timeout=self._manners.seconds)
            if done:
                raise ConnectionResetError
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)
            if fate < self._manners.silent + self._manners.failing:
                seen.failed += 1
                await _write(writer, 500, {"error": {"message": "It failed.", "type": "server_error", "code": None}})
                return
            prompt = body["messages"][-1]["content"]
            babbles = self._manners.babbling and self._dice.random() < self._manners.babbling
            await _write(writer, 200, _completion(body, prompt, _BABBLE if babbles else None))
            if ONE_TICKET in prompt and (reference := REFERENCE.search(prompt)):
                seen.answered[reference[1]] += 1
        finally:
            seen.in_flight -= 1


def _completion(body: dict[str, Any], prompt: str, text: str | None) -> dict[str, Any]:
    text = text or json.dumps(answer_for(body["response_format"]["json_schema"]["schema"], prompt))
    usage = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(text) // 4}
    return {
        "id": "drill",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body["model"],
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": usage | {"total_tokens": sum(usage.values())},
    }


async def _read(reader: asyncio.StreamReader) -> tuple[str, dict[str, Any]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"^content-length: *(\d+)", head, re.IGNORECASE | re.MULTILINE)
    body = await reader.readexactly(int(length[1])) if length else b""
    return head.split(" ", 2)[1], json.loads(body or b"{}")


async def _write(writer: asyncio.StreamWriter, status: int, body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    writer.write(head.encode() + content)
    await writer.drain()
