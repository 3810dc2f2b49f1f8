"""What a provider's server can do to those who ask it."""

import json
from collections.abc import Callable
from dataclasses import replace

from tests.fakes.wire import Response, Wire

# Of the connection: see llm_server. What is held is answered once the server is told to release it.
HANG, RESET, TRICKLE, SLOW, HELD = "hang", "reset", "trickle", "slow", "held"

HTML = Response(200, b"<!doctype html><title>Welcome to the hotel</title>", {"Content-Type": "text/html"})


def _retry_after(response: Response, seconds: float) -> Response:
    return replace(response, headers={**response.headers, "Retry-After": f"{seconds:g}"})


RESPONSES: dict[str, Callable[[Wire, str], Response]] = {
    "ok": lambda wire, answer: wire.says(answer),
    SLOW: lambda wire, answer: wire.says(answer),
    TRICKLE: lambda wire, answer: wire.says(answer),
    HELD: lambda wire, answer: wire.says(answer),
    "400": lambda wire, _: wire.fails(400),
    "401": lambda wire, _: wire.fails(401),
    "404": lambda wire, _: wire.fails(404),
    "429": lambda wire, _: wire.fails(429),
    "429-short": lambda wire, _: _retry_after(wire.fails(429), 0.1),
    "429-long": lambda wire, _: _retry_after(wire.fails(429), 3600),
    "500": lambda wire, _: wire.fails(500),
    "529": lambda wire, _: wire.fails(529),
    "html": lambda *_: HTML,
    "html-as-json": lambda *_: replace(HTML, headers={"Content-Type": "application/json"}),
    "other-json": lambda *_: Response(200, b'{"status": "fine"}'),
    "prose": lambda wire, answer: wire.says(f"Certainly! {answer} Let me know if you need more."),
    "fenced": lambda wire, answer: wire.says(f"```json\n{answer}\n```"),
    "outside": lambda wire, answer: wire.says(json.dumps({**json.loads(answer), "category": "weather"})),
    "empty": lambda wire, _: wire.says(""),
    "truncated": lambda wire, _: wire.truncated(),
    "blocked": lambda wire, _: wire.blocked(),
    "refused": lambda wire, _: wire.refused(),
}
