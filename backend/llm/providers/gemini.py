"""Google Gemini through google-genai."""

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from llm.config import REASONING_UNSET, ProviderConfig
from llm.errors import ModelError, Outcome
from llm.providers.base import Reply, SdkProvider
from llm.providers.http_errors import NOT_ITS_API, retry_after, status_error, transport_error
from llm.schemas import portable_schema
from llm.types import Request
from llm.usage import Usage

if TYPE_CHECKING:
    from google.genai import Client
    from google.genai.types import GenerateContentResponse

# The SDK derives this header from its own timeout, and short values make the service answer 500; ours stands outside.
SERVER_TIMEOUT = {"X-Server-Timeout": "10"}

BLOCKED = {"SAFETY", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "ESCALATION"}
REFUSED = {"RECITATION", "LANGUAGE"}
TRUNCATED = {"MAX_TOKENS", "CONTINUATION"}


class GeminiProvider(SdkProvider["Client"]):
    """Asks `generateContent` once."""

    name = "gemini"

    def __init__(self, config: ProviderConfig, model: str) -> None:
        super().__init__(model)
        self._config = config

    def connect(self) -> "Client":
        from google import genai

        return genai.Client(
            vertexai=False,  # or an environment variable would decide
            api_key=self._config.api_key,
            http_options=genai.types.HttpOptions(base_url=self._config.base_url or None, headers=SERVER_TIMEOUT),
        )

    async def disconnect(self, client: "Client") -> None:
        await client.aio.aclose()
        client.close()

    async def ask(self, client: "Client", request: Request[BaseModel]) -> Reply:
        from google.genai import types

        thinking = None
        if self._config.reasoning != REASONING_UNSET:
            thinking = types.ThinkingConfig(thinking_level=types.ThinkingLevel(self._config.reasoning.upper()))
        response = await client.aio.models.generate_content(
            model=self.model,
            contents=request.user,
            config=types.GenerateContentConfig(
                system_instruction=request.system,
                max_output_tokens=request.max_tokens,
                response_mime_type="application/json",
                response_json_schema=portable_schema(request.schema),
                thinking_config=thinking,
                automatic_continuation=False,  # one call is one request, or the deadline could not say what it bought
                automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            ),
        )
        return _reply(response)

    def translate(self, error: Exception) -> ModelError | None:
        from google.genai.errors import APIError

        if isinstance(error, APIError):
            if "API_KEY_INVALID" in str(error.details):  # a wrong key is a 400 here
                return ModelError(Outcome.AUTH, "HTTP 400: the API key is not valid.")
            headers = getattr(error.response, "headers", None) or {}
            wait = _retry_delay(str(error.details)) if (wait := retry_after(headers)) is None else wait
            return status_error(error.code, str(error.message or error.status or ""), retry_after=wait)
        if isinstance(error, ValidationError):  # JSON, but not of this API
            return ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
        return transport_error(error)


def _reply(response: "GenerateContentResponse") -> Reply:
    """Blocked, truncated and empty answers raise nothing in the SDK, so they are told apart here."""
    metadata = response.usage_metadata
    usage = Usage(
        (metadata and metadata.prompt_token_count) or 0,
        ((metadata and metadata.candidates_token_count) or 0) + ((metadata and metadata.thoughts_token_count) or 0),
    )
    feedback = response.prompt_feedback
    if not (response.candidates or feedback or metadata):
        raise ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
    if feedback and feedback.block_reason:
        reason = feedback.block_reason.value
        raise ModelError(Outcome.BLOCKED, f"Gemini blocked the prompt: {reason}.", usage=usage)
    candidate = response.candidates[0] if response.candidates else None
    reason = candidate.finish_reason.value if candidate and candidate.finish_reason else ""
    for outcome, reasons in ((Outcome.BLOCKED, BLOCKED), (Outcome.REFUSED, REFUSED), (Outcome.TRUNCATED, TRUNCATED)):
        if reason in reasons:
            raise ModelError(outcome, f"Gemini stopped: {reason}.", usage=usage)
    parts: list[Any] = (candidate and candidate.content and candidate.content.parts) or []
    return Reply("".join(part.text or "" for part in parts if not part.thought), usage)


def _retry_delay(details: str) -> float | None:
    """From google.rpc.RetryInfo in the body: Gemini tells the wait of a 429 there."""
    match = re.search(r"'retryDelay': '([\d.]+)s'", details)
    return float(match[1]) if match else None
