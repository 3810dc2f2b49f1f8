"""Anthropic's Claude through anthropic."""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from llm.config import REASONING_UNSET, ProviderConfig
from llm.errors import ModelError, Outcome
from llm.providers.base import Reply, SdkProvider
from llm.providers.http_errors import NOT_ITS_API, retry_after, status_error, transport_error
from llm.schemas import portable_schema
from llm.types import Request
from llm.usage import Usage

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

TRUNCATED = {"max_tokens", "model_context_window_exceeded", "pause_turn"}


class AnthropicProvider(SdkProvider["AsyncAnthropic"]):
    """Asks `messages` once. Sends no temperature, top_p or top_k: current models answer 400 to them."""

    name = "anthropic"

    def __init__(self, config: ProviderConfig, model: str) -> None:
        super().__init__(model)
        self._config = config

    def connect(self) -> "AsyncAnthropic":
        from anthropic import AsyncAnthropic

        client = AsyncAnthropic(
            api_key=self._config.api_key,
            base_url=self._config.base_url or "https://api.anthropic.com",
            max_retries=0,  # by default it retries twice and obeys any Retry-After, deadline or not
            timeout=None,
        )
        _ = client.messages  # imported on first use, which shall not be somebody's call
        return client

    async def disconnect(self, client: "AsyncAnthropic") -> None:
        await client.close()

    async def ask(self, client: "AsyncAnthropic", request: Request[BaseModel]) -> Reply:
        output: dict[str, Any] = {"format": {"type": "json_schema", "schema": portable_schema(request.schema)}}
        extra: dict[str, Any] = {"output_config": output}
        match self._config.reasoning:
            case "none":
                extra["thinking"] = {"type": "disabled"}
            case effort if effort != REASONING_UNSET:
                extra["thinking"] = {"type": "adaptive"}
                output["effort"] = effort
        message = await client.messages.create(
            model=self.model,
            max_tokens=request.max_tokens,
            system=request.system,
            messages=[{"role": "user", "content": request.user}],
            **extra,
        )
        return _reply(message)

    def translate(self, error: Exception) -> ModelError | None:
        import anthropic

        match error:
            case anthropic.APIStatusError():
                detail = error.api_message or ""
                if error.status_code == 400 and "content filtering policy" in detail:
                    return ModelError(Outcome.BLOCKED, f"HTTP 400: {detail}")
                return status_error(error.status_code, detail, retry_after=retry_after(error.response.headers))
            case anthropic.APIResponseValidationError():
                return ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
            case anthropic.APITimeoutError() | anthropic.APIConnectionError():
                return transport_error(error.__cause__ if isinstance(error.__cause__, Exception) else OSError())
        return transport_error(error)


def _reply(message: Any) -> Reply:
    """`message` is a str when the answer was not declared as JSON, and half empty when it was some other JSON."""
    if getattr(message, "type", None) != "message" or message.usage is None:
        raise ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
    usage = Usage(message.usage.input_tokens, message.usage.output_tokens)
    if message.stop_reason == "refusal":
        raise ModelError(Outcome.REFUSED, "Claude declined.", usage=usage)
    if message.stop_reason in TRUNCATED:
        raise ModelError(Outcome.TRUNCATED, f"Claude stopped: {message.stop_reason}.", usage=usage)
    # By type and not by place: an answer may begin with a block of thinking.
    return Reply("".join(block.text for block in message.content if block.type == "text"), usage)
