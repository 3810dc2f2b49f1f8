"""The closed loop: wrk, whose clients each send the next request when they have the answer to the last."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.api.operations import Request
from bench.clients import Client
from devtools.console import Problem
from evals.metrics import percentile

_SCRIPT = Path(__file__).with_name("wrk.lua")
_PATIENCE = 100  # seconds for a single answer


@dataclass(frozen=True, slots=True)
class Round:
    """Milliseconds; `requests` were answered within `seconds`."""

    p50: float
    p95: float
    p99: float
    requests: int
    seconds: float
    errors: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def require_wrk() -> None:
    """Raises Problem if wrk is not installed."""
    if not shutil.which("wrk"):
        raise Problem("the load generator wrk is missing: apt-get install wrk, or brew install wrk")


def drive(url: str, requests: Sequence[Request], *, clients: int, seconds: float) -> Round:
    """Sends them in turns, for longer if no answer comes in that time. Raises RuntimeError for one without success."""
    while not (result := _run(url, requests, clients, max(1, round(seconds)))).requests:
        seconds = 4 * max(1, seconds)
        if seconds > _PATIENCE:
            raise RuntimeError(f"{requests[0].method} {requests[0].path} is not answered.")
    if result.errors:
        raise RuntimeError(f"{requests[0].method} {requests[0].path} and its like failed {result.errors} times.")
    return result


def drive_few(port: int, request: Request, *, number: int = 5) -> Round:
    """So many of them, one after the other, by a client of our own."""
    client = Client(port)
    body = json.loads(request.body)
    times = [client.call(request.method, request.path, body, expect=201)[1] * 1000 for _ in range(number)]
    p50, p95, p99 = (percentile(times, share) for share in (0.5, 0.95, 0.99))
    return Round(p50, p95, p99, number, sum(times) / 1000, 0)


def _run(url: str, requests: Sequence[Request], clients: int, seconds: int) -> Round:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requests.lua"
        file.write_text("return {\n" + "".join(f"{_lua(one)},\n" for one in requests) + "}\n")
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", str(_SCRIPT), url]
        environment = {**os.environ, "WRK_REQUESTS": str(file)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    [line] = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    return Round(**json.loads(line.removeprefix("RESULT ")))


def _lua(request: Request) -> str:
    # A JSON string is a Lua string, as long as it is ASCII and has no \u or \/ in it.
    given = {"method": request.method, "path": request.path, "body": request.body, "cookie": request.cookie}
    return "{" + ", ".join(f"{name} = {json.dumps(text)}" for name, text in given.items()) + "}"
