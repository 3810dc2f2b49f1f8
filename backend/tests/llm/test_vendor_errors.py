"""Errors that mean something else than their status says, and answers that need a second look."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from devtools.ports import free_port
from llm.config import Kind
from llm.errors import ModelError, Outcome
from llm.loop import LoopThread
from llm.providers.http_errors import retry_after, status_error
from llm.registry import make_provider
from llm.resilience.deadline import Bounded
from llm.types import Completion, Deadline
from tests.fakes import behaviours
from tests.fakes.llm_server import ANSWER, FakeLLMServer
from tests.fakes.wire import Response, json_response
from tests.llm.conftest import make_request, outcome_of, provider_config

Ask = Callable[[Kind, Response], Any]


@pytest.fixture
def ask(server: FakeLLMServer, loop: LoopThread, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    providers = []

    def asked(kind: Kind, response: Response) -> Completion[Any] | ModelError:
        monkeypatch.setitem(behaviours.RESPONSES, "given", lambda *_: response)
        server.behave("given")
        provider = make_provider(provider_config(kind, server), "m")
        loop.run(provider.prepare, Deadline.after(60))
        providers.append(provider)
        return outcome_of(Bounded(provider, None, loop), make_request(), 60)

    yield asked
    for provider in providers:
        loop.run(provider.aclose, Deadline.after(60))


def google(code: int, *details: dict[str, Any]) -> Response:
    return json_response(code, {"error": {"code": code, "message": "No.", "status": "X", "details": list(details)}})


def openai(status: int, code: str) -> Response:
    return json_response(status, {"error": {"message": "No.", "type": "x", "param": None, "code": code}})


@pytest.mark.parametrize(
    ("kind", "response", "outcome"),
    [
        (Kind.GEMINI, google(400, {"reason": "API_KEY_INVALID"}), Outcome.AUTH),
        (Kind.GEMINI, google(403), Outcome.AUTH),
        (Kind.GEMINI, google(504), Outcome.SERVER_ERROR),
        (Kind.GEMINI, json_response(200, [1, 2]), Outcome.SERVER_ERROR),
        (Kind.GEMINI, json_response(200, {"status": "fine"}), Outcome.SERVER_ERROR),
        (Kind.GEMINI, json_response(200, {"usageMetadata": {"promptTokenCount": 9}}), Outcome.INVALID_OUTPUT),
        (Kind.ANTHROPIC, json_response(200, {"status": "fine"}), Outcome.SERVER_ERROR),
        (Kind.ANTHROPIC, Response(502, b"<h1>Bad gateway</h1>"), Outcome.SERVER_ERROR),
        (Kind.OPENAI, json_response(200, {"status": "fine"}), Outcome.SERVER_ERROR),
        (Kind.OPENAI, openai(429, "insufficient_quota"), Outcome.AUTH),
        (Kind.GROQ, openai(400, "model_decommissioned"), Outcome.MODEL_GONE),
        (Kind.OPENAI, openai(400, "content_filter"), Outcome.BLOCKED),
        (Kind.OPENAI, Response(503, b"<h1>Busy</h1>"), Outcome.SERVER_ERROR),
    ],
)
def test_what_it_means(kind: Kind, response: Response, outcome: Outcome, ask: Ask) -> None:
    error = ask(kind, response)
    assert isinstance(error, ModelError), error
    assert error.outcome is outcome, str(error)


def test_gemini_tells_the_wait_of_a_429_in_the_body(ask: Ask) -> None:
    retry = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "37s"}
    assert ask(Kind.GEMINI, google(429, retry)).retry_after == 37


def test_thoughts_are_paid_for_and_not_read(ask: Ask) -> None:
    thought, text = {"text": "Hm. {", "thought": True}, {"text": json.dumps(ANSWER)}
    usage = {"promptTokenCount": 100, "candidatesTokenCount": 20, "thoughtsTokenCount": 300}
    body = {"candidates": [{"content": {"parts": [thought, text]}, "finishReason": "STOP"}], "usageMetadata": usage}
    completion = ask(Kind.GEMINI, json_response(200, body))
    assert (completion.data.category, completion.output_tokens) == ("technical", 320)

    message = {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [{"type": "thinking", "thinking": "Hm.", "signature": ""}, {"type": "text", **text}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 100, "output_tokens": 320},
    }
    assert ask(Kind.ANTHROPIC, json_response(200, message)).data.category == "technical"


def test_a_server_without_token_counts_is_served_too(ask: Ask) -> None:
    choice = {"index": 0, "message": {"role": "assistant", "content": json.dumps(ANSWER)}, "finish_reason": "stop"}
    completion = ask(Kind.COMPATIBLE, json_response(200, {"choices": [choice]}))
    assert (completion.input_tokens, completion.output_tokens) == (0, 0)


def test_a_refused_connection(loop: LoopThread) -> None:
    gone = FakeLLMServer(port=free_port())  # was never started
    for kind in (Kind.GEMINI, Kind.ANTHROPIC, Kind.OPENAI):
        provider = make_provider(provider_config(kind, gone), "m")
        loop.run(provider.prepare, Deadline.after(60))
        error = outcome_of(Bounded(provider, None, loop), make_request(), 60)
        loop.run(provider.aclose, Deadline.after(60))
        assert isinstance(error, ModelError)
        assert error.outcome is Outcome.CONNECTION


def test_an_sdk_may_fail_in_ways_that_nobody_has_seen(
    loop: LoopThread, server: FakeLLMServer, caplog: pytest.LogCaptureFixture
) -> None:
    provider = make_provider(provider_config(Kind.OPENAI, server), "m")
    provider.connect = lambda: _Odd()
    error = outcome_of(Bounded(provider, None, loop), make_request(), 60)
    assert isinstance(error, ModelError)
    assert (error.outcome, str(error)) == (Outcome.SERVER_ERROR, "Unexpected ZeroDivisionError.")
    assert "openai raised an error that its adapter does not know" in caplog.text


class _Odd:
    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_retry_after_as_a_date_to_come() -> None:
    assert retry_after({"retry-after": "Fri, 01 Jan 2999 00:00:00 GMT"}) > 10**9


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (402, Outcome.AUTH),
        (408, Outcome.SERVER_ERROR),
        (413, Outcome.REJECTED),
        (422, Outcome.REJECTED),
        (502, Outcome.SERVER_ERROR),
        (302, Outcome.SERVER_ERROR),
    ],
)
def test_status_codes(status: int, outcome: Outcome) -> None:
    assert status_error(status, "x" * 1000).outcome is outcome
    assert len(str(status_error(status, "x" * 1000))) < 320
