"""A server on loopback that speaks the wire formats of all providers, and misbehaves as told.

By hand: `python -m tests.fakes.llm_server hang 9000` answers all of them on port 9000 until it is interrupted.
"""

import asyncio
import json
import socket
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from tests.fakes.behaviours import HANG, HELD, RESET, RESPONSES, SLOW, TRICKLE
from tests.fakes.wire import WIRES, Response, Wire

ANSWER = {"category": "technical", "priority": "high", "reason": "It does not start."}


@dataclass
class Seen:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class FakeLLMServer:
    """Behaves as `behaviours` say, one request after the other; the last one stays."""

    behaviours: list[str] = field(default_factory=lambda: ["ok"])
    answer: dict[str, Any] = field(default_factory=lambda: dict(ANSWER))
    answers: Callable[[Seen], dict[str, Any]] | None = None  # instead of `answer`: by what was asked
    slow_for: float = 0.2  # seconds
    port: int = 0
    requests: list[Seen] = field(default_factory=list)
    open_connections: int = 0

    def behave(self, *behaviours: str) -> None:
        """From now on, and with nothing seen yet."""
        self.behaviours, self.requests = list(behaviours), []
        self._released = asyncio.Event()

    def release(self) -> None:
        """Let it answer what it holds."""
        self._loop.call_soon_threadsafe(self._released.set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._released = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-llm-server", daemon=True)
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open_connections += 1
        try:
            while request := await _read(reader):
                self.requests.append(request)
                behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
                await self._behave(behaviour, request, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has left, or the test is over
        finally:
            self.open_connections -= 1
            writer.close()

    async def _behave(
        self, behaviour: str, request: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if behaviour == HANG:
            await reader.read()  # until the client closes
            raise ConnectionResetError
        if behaviour == RESET:
            linger = struct.pack("ii", 1, 0)  # closing then sends RST instead of FIN
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            raise ConnectionResetError
        if behaviour == SLOW:
            await asyncio.sleep(self.slow_for)
        if behaviour == HELD:
            await self._released.wait()
        wire = _wire(request.path)
        answer = self.answers(request) if self.answers else self.answer
        response = RESPONSES[behaviour](wire, json.dumps(answer)) if wire else Response(404, b"{}")
        head, body = _encode(response)
        writer.write(head)
        for piece in [body[i : i + 1] for i in range(len(body))] if behaviour == TRICKLE else [body]:
            writer.write(piece)
            await writer.drain()
            if behaviour == TRICKLE:
                await asyncio.sleep(0.02)


def _wire(path: str) -> Wire | None:
    return next((wire for wire in WIRES.values() if path.endswith(wire.path)), None)


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Seen(first.split(" ")[1].partition("?")[0], headers, json.loads(body or b"{}"))


def _encode(response: Response) -> tuple[bytes, bytes]:
    headers = {**response.headers, "Content-Length": str(len(response.body))}
    lines = [f"HTTP/1.1 {response.status} Status", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode(), response.body


if __name__ == "__main__":
    with FakeLLMServer(behaviours=[sys.argv[1]], port=int(sys.argv[2])):
        threading.Event().wait()
