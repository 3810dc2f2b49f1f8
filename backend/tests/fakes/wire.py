"""What each provider's API says on the wire, as far as its SDK and our adapter read it."""

import json
from dataclasses import dataclass, field
from typing import Any, Protocol

INPUT_TOKENS, OUTPUT_TOKENS = 120, 15


@dataclass(frozen=True)
class Response:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


def json_response(status: int, body: Any, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, json.dumps(body).encode(), {"Content-Type": "application/json", **named})


class Wire(Protocol):
    """One provider's way to say each of these."""

    path: str  # how the requests it takes end

    def says(self, text: str) -> Response: ...

    def fails(self, status: int) -> Response: ...

    def truncated(self) -> Response: ...

    def blocked(self) -> Response: ...

    def refused(self) -> Response: ...


class Gemini:
    path = ":generateContent"

    def says(self, text: str, reason: str = "STOP") -> Response:
        candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": reason, "index": 0}
        usage = {"promptTokenCount": INPUT_TOKENS, "candidatesTokenCount": OUTPUT_TOKENS}
        return json_response(200, {"candidates": [candidate], "usageMetadata": usage})

    def fails(self, status: int) -> Response:
        name = {401: "UNAUTHENTICATED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}.get(status, "INTERNAL")
        return json_response(status, {"error": {"code": status, "message": "It failed.", "status": name}})

    def truncated(self) -> Response:
        return self.says('{"category": "tech', "MAX_TOKENS")

    def blocked(self) -> Response:
        usage = {"promptTokenCount": INPUT_TOKENS}
        return json_response(200, {"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": usage})

    def refused(self) -> Response:
        candidate = {"finishReason": "RECITATION", "index": 0}
        return json_response(200, {"candidates": [candidate], "usageMetadata": {"promptTokenCount": INPUT_TOKENS}})


class Anthropic:
    path = "/v1/messages"

    def says(self, text: str, reason: str = "end_turn") -> Response:
        return json_response(
            200,
            {
                "id": "msg_1",
                "type": "message",
                "role": "assistant",
                "model": "claude-haiku-5-5",
                "content": [{"type": "text", "text": text}] if text else [],
                "stop_reason": reason,
                "stop_sequence": None,
                "usage": {"input_tokens": INPUT_TOKENS, "output_tokens": OUTPUT_TOKENS},
            },
        )

    def fails(self, status: int) -> Response:
        kind = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error", 529: "overloaded_error"}
        error = {"type": kind.get(status, "api_error"), "message": "It failed."}
        return json_response(status, {"type": "error", "error": error, "request_id": "req_1"})

    def truncated(self) -> Response:
        return self.says('{"category": "tech', "max_tokens")

    def blocked(self) -> Response:
        error = {"type": "invalid_request_error", "message": "Output blocked by content filtering policy"}
        return json_response(400, {"type": "error", "error": error})

    def refused(self) -> Response:
        return self.says("", "refusal")


class OpenAI:
    path = "/chat/completions"

    def says(self, text: str, reason: str = "stop", refusal: str | None = None) -> Response:
        message = {"role": "assistant", "content": None if refusal else text, "refusal": refusal}
        usage = {
            "prompt_tokens": INPUT_TOKENS,
            "completion_tokens": OUTPUT_TOKENS,
            "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
        }
        return json_response(
            200,
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "gpt-6-luna",
                "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
                "usage": usage,
            },
        )

    def fails(self, status: int) -> Response:
        code = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}.get(status)
        return json_response(status, {"error": {"message": "It failed.", "type": "error", "param": None, "code": code}})

    def truncated(self) -> Response:
        return self.says('{"category": "tech', "length")

    def blocked(self) -> Response:
        return self.says("", "content_filter")

    def refused(self) -> Response:
        return self.says("", refusal="I cannot help with that.")


WIRES: dict[str, Wire] = {"gemini": Gemini(), "anthropic": Anthropic(), "openai": OpenAI()}
