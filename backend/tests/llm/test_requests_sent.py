"""What each provider is sent, and what of its answer is kept."""

from collections.abc import Iterator
from typing import Any

import pytest

from llm.config import REASONING_UNSET, Kind, ProviderConfig
from llm.loop import LoopThread
from llm.registry import make_provider
from llm.resilience.deadline import Bounded
from llm.types import Completion, Deadline
from tests.fakes.llm_server import FakeLLMServer, Seen
from tests.fakes.wire import INPUT_TOKENS, OUTPUT_TOKENS
from tests.llm.conftest import make_request, outcome_of, provider_config

CATEGORIES = ["billing", "technical", "account", "general"]


@pytest.fixture
def server() -> Iterator[FakeLLMServer]:
    with FakeLLMServer() as running:
        yield running


def ask(server: FakeLLMServer, loop: LoopThread, config: ProviderConfig, model: str) -> tuple[Seen, Completion[Any]]:
    provider = make_provider(config, model)
    loop.run(provider.prepare, Deadline.after(60))
    completion = outcome_of(Bounded(provider, None, loop), make_request(), 60)
    loop.run(provider.aclose, Deadline.after(60))
    assert isinstance(completion, Completion), completion
    [seen] = server.requests
    return seen, completion


def config(kind: Kind, server: FakeLLMServer, **changes: Any) -> ProviderConfig:
    base = provider_config(kind, server)
    return ProviderConfig(**{**base.__dict__, **changes})


def test_gemini(server: FakeLLMServer, loop: LoopThread) -> None:
    seen, completion = ask(server, loop, config(Kind.GEMINI, server), "gemini-3.5-flash-lite")
    assert seen.path.endswith("/models/gemini-3.5-flash-lite:generateContent")
    assert seen.headers["x-goog-api-key"] == "secret-key"
    assert seen.headers["x-server-timeout"] == "10"
    assert seen.body["systemInstruction"]["parts"] == [{"text": "Classify."}]
    assert seen.body["contents"] == [{"role": "user", "parts": [{"text": "It does not start."}]}]
    generation = seen.body["generationConfig"]
    assert list(generation["thinkingConfig"].values()) == ["MINIMAL"]
    assert generation["maxOutputTokens"] == 512
    assert generation["responseMimeType"] == "application/json"
    assert generation["responseJsonSchema"]["properties"]["category"]["enum"] == CATEGORIES
    assert (completion.input_tokens, completion.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)


def test_gemini_without_a_thinking_level(server: FakeLLMServer, loop: LoopThread) -> None:
    seen, _ = ask(server, loop, config(Kind.GEMINI, server, reasoning=REASONING_UNSET), "gemini-2.5-pro")
    assert "thinkingConfig" not in seen.body["generationConfig"]


def test_anthropic(server: FakeLLMServer, loop: LoopThread) -> None:
    seen, completion = ask(server, loop, config(Kind.ANTHROPIC, server), "claude-haiku-5-5")
    assert seen.path == "/v1/messages"
    assert seen.headers["authorization"] == "Bearer secret-key"
    schema = seen.body["output_config"].pop("format")["schema"]
    assert schema["properties"]["category"]["enum"] == CATEGORIES
    assert seen.body == {
        "model": "claude-haiku-5-5",
        "max_tokens": 512,
        "system": "Classify.",
        "messages": [{"role": "user", "content": "It does not start."}],
        "output_config": {},
        "thinking": {"type": "disabled"},
    }, "temperature, top_p and top_k would be answered with 400"
    assert (completion.input_tokens, completion.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)


@pytest.mark.parametrize(("reasoning", "thinking"), [("low", {"type": "adaptive"}), (REASONING_UNSET, None)])
def test_anthropic_with_other_reasoning(
    reasoning: str, thinking: dict[str, str] | None, server: FakeLLMServer, loop: LoopThread
) -> None:
    seen, _ = ask(server, loop, config(Kind.ANTHROPIC, server, reasoning=reasoning), "claude-haiku-5-5")
    assert seen.body.get("thinking") == thinking
    assert seen.body["output_config"].get("effort") == ("low" if thinking else None)


@pytest.mark.parametrize(
    ("kind", "model", "sent"),
    [
        (Kind.OPENAI, "gpt-6-luna", {"max_completion_tokens": 512, "reasoning_effort": "none"}),
        (Kind.GROQ, "openai/gpt-oss-20b", {"max_completion_tokens": 512, "reasoning_effort": "low"}),
        (Kind.COMPATIBLE, "llama3.2:3b", {"max_tokens": 512}),
    ],
)
def test_openai_and_its_like(
    kind: Kind, model: str, sent: dict[str, object], server: FakeLLMServer, loop: LoopThread
) -> None:
    seen, completion = ask(server, loop, config(kind, server), model)
    assert seen.path == "/v1/chat/completions"
    assert seen.headers["authorization"] == "Bearer secret-key"
    form = seen.body.pop("response_format")
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"]["properties"]["category"]["enum"] == CATEGORIES
    messages = [{"role": "system", "content": "Classify."}, {"role": "user", "content": "It does not start."}]
    assert seen.body == {"model": model, "messages": messages, **sent}
    assert (completion.provider, completion.model) == (kind.value, model)
    assert (completion.input_tokens, completion.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)


def test_a_server_of_ones_own_needs_no_key(server: FakeLLMServer, loop: LoopThread) -> None:
    ask(server, loop, config(Kind.COMPATIBLE, server, api_key=""), "llama3.2:3b")


def test_keys_are_not_shown() -> None:
    assert "secret-key" not in repr(ProviderConfig(kind=Kind.GEMINI, model="m", api_key="secret-key"))
