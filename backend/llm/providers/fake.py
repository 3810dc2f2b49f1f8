"""A provider without a network, for demonstrations and browser tests: the same text always gets the same answer.

A sentinel in the text chooses what happens: `[[fake:BEHAVIOUR]]` or `[[fake:BEHAVIOUR=VALUE]]`, see BEHAVIOURS.
`[[fake:set=category:billing,priority:high]]` chooses the values of the answer.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from llm.errors import ModelError, Outcome
from llm.providers.base import Reply
from llm.providers.fake_overviews import overview
from llm.schemas import portable_schema
from llm.types import Request
from llm.usage import Usage

MARKER = re.compile(r"^<<<.*>>>$", re.MULTILINE)
SENTINEL = re.compile(r"\[\[fake:([a-z0-9-]+)(?:=([^\]]*))?\]\]")

Behaviour = Callable[[str, str], Awaitable[str]]  # (the right answer, the sentinel's value) -> the answer given


class FakeProvider:
    """Answers from the text and the schema alone."""

    name = "fake"

    def __init__(self, model: str) -> None:
        self.model = model

    async def generate(self, request: Request[Any]) -> Reply:
        schema, text = portable_schema(request.schema), _unmarked(request.user)
        told = overview(schema, text)
        reply = json.dumps(told) if told else await _as_told(_answer(schema, text), request.user)
        return Reply(reply, Usage((len(request.system) + len(request.user)) // 4, len(reply) // 4))

    async def prepare(self) -> None: ...

    async def aclose(self) -> None: ...


def answer_for(schema: dict[str, Any], prompt: str) -> dict[str, Any]:
    """What the provider answers if no sentinel tells it otherwise, for servers that stand in for a real one."""
    text = _unmarked(prompt)
    return overview(schema, text) or _answer(schema, text)


def _unmarked(prompt: str) -> str:
    """Without the lines that mark where a text begins and ends: they carry a random number."""
    return MARKER.sub("", prompt).strip()


async def _as_told(answer: dict[str, Any], text: str) -> str:
    """The answer after all sentinels. One ticket's do not decide about an overview of many."""
    sentinels: dict[str, str] = {name: value or "" for name, value in SENTINEL.findall(text)}
    answer.update(dict(pair.split(":", 1) for pair in sentinels.pop("set", "").split(",") if ":" in pair))
    reply = json.dumps(answer)
    for name, value in sentinels.items():
        if behaviour := BEHAVIOURS.get(name):
            reply = await behaviour(reply, value)
    return reply


def _answer(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {name: _value(name, node, text) for name, node in schema.get("properties", {}).items()}


def _value(name: str, node: dict[str, Any], text: str) -> Any:
    """An enum's value is the one that the text mentions most often, or else one picked by the text's hash."""
    if options := node.get("enum"):
        mentions = [len(re.findall(rf"\b{re.escape(str(option))}\b", text, re.IGNORECASE)) for option in options]
        if any(mentions):
            return options[mentions.index(max(mentions))]
        return options[int(hashlib.sha256(f"{name} {text}".encode()).hexdigest(), 16) % len(options)]
    if choices := node.get("anyOf"):
        return _value(name, choices[0], text)
    match node.get("type"):
        case "object":
            return _answer(node, text)
        case "array":
            return []
        case "boolean":
            return False
        case "integer" | "number":
            return 0
        case "null":
            return None
        case _:
            return max(text.splitlines(), key=len, default="")[:80]


async def _slow(answer: str, seconds: str) -> str:
    await asyncio.sleep(float(seconds or 2))
    return answer


async def _hang(answer: str, _: str) -> str:
    await asyncio.Event().wait()
    return answer


async def _rate_limited(_: str, seconds: str) -> str:
    wait = float(seconds) if seconds else None
    raise ModelError(Outcome.RATE_LIMITED, "The fake was asked to be busy.", retry_after=wait)


def _fails(outcome: Outcome) -> Behaviour:
    async def fail(answer: str, value: str) -> str:
        raise ModelError(outcome, f"The fake was asked for {outcome}.")

    return fail


def _says(write: Callable[[str], str]) -> Behaviour:
    async def say(answer: str, value: str) -> str:
        return write(answer)

    return say


BEHAVIOURS: dict[str, Behaviour] = {
    "ok": _says(lambda answer: answer),
    "slow": _slow,  # =SECONDS, 2 by default
    "hang": _hang,
    "429": _rate_limited,  # =SECONDS of Retry-After, none by default
    "reset": _fails(Outcome.CONNECTION),
    "401": _fails(Outcome.AUTH),
    "404": _fails(Outcome.MODEL_GONE),
    "400": _fails(Outcome.REJECTED),
    "500": _fails(Outcome.SERVER_ERROR),
    "blocked": _fails(Outcome.BLOCKED),
    "truncated": _fails(Outcome.TRUNCATED),
    "refused": _fails(Outcome.REFUSED),
    "empty": _says(lambda _: ""),
    "invalid": _says(lambda _: "I would rather talk about the weather."),
    "outside": _says(lambda answer: json.dumps(dict.fromkeys(json.loads(answer), "no such value"))),
    "prose": _says(lambda answer: f"Certainly! Here it is: {answer} I hope that helps."),
    "fenced": _says(lambda answer: f"```json\n{answer}\n```"),
}
