"""A model's server that accepts every connection and never answers."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silent_server() -> Iterator[int]:
    """The port it listens on, on loopback."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="silence", daemon=True).start()
    starting = asyncio.start_server(_listen, "127.0.0.1", 0, backlog=1024)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)


async def _listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads until the client leaves."""
    try:
        while await reader.read(65_536):
            pass
    except ConnectionError:
        pass
    finally:
        writer.close()
