"""OpenAI, Groq and every server that speaks OpenAI's chat completions (Ollama, vLLM, …), through openai."""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from llm.config import REASONING_UNSET, Kind, ProviderConfig
from llm.errors import ModelError, Outcome
from llm.providers.base import Reply, SdkProvider
from llm.providers.http_errors import NOT_ITS_API, retry_after, status_error, transport_error
from llm.schemas import portable_schema
from llm.types import Request
from llm.usage import Usage

if TYPE_CHECKING:
    from openai import AsyncOpenAI

BASE_URLS = {Kind.OPENAI: "https://api.openai.com/v1", Kind.GROQ: "https://api.groq.com/openai/v1"}

# Error codes that say more than the status they come with.
CODES = {
    "insufficient_quota": Outcome.AUTH,  # a 429 that no waiting will cure
    "model_not_found": Outcome.MODEL_GONE,
    "model_decommissioned": Outcome.MODEL_GONE,  # Groq's 400
    "content_filter": Outcome.BLOCKED,
    "content_policy_violation": Outcome.BLOCKED,
}


class OpenAIProvider(SdkProvider["AsyncOpenAI"]):
    """Asks `chat/completions` once: the one interface that all of these servers have."""

    def __init__(self, config: ProviderConfig, model: str) -> None:
        super().__init__(model)
        self.name = config.kind.value
        self._config = config

    def connect(self) -> "AsyncOpenAI":
        from openai import AsyncOpenAI

        client = AsyncOpenAI(
            api_key=self._config.api_key or "none",  # a server of one's own may want no key; the SDK insists on one
            base_url=self._config.base_url or BASE_URLS[self._config.kind],
            max_retries=0,  # by default it retries twice and obeys any Retry-After, deadline or not
            timeout=None,
        )
        _ = client.chat.completions  # imported on first use, which shall not be somebody's call
        return client

    async def disconnect(self, client: "AsyncOpenAI") -> None:
        await client.close()

    async def ask(self, client: "AsyncOpenAI", request: Request[BaseModel]) -> Reply:
        # Servers of one's own know the limit by its former name.
        limit = "max_tokens" if self._config.kind is Kind.COMPATIBLE else "max_completion_tokens"
        extra: dict[str, Any] = {limit: request.max_tokens}
        if self._config.reasoning != REASONING_UNSET:
            extra["reasoning_effort"] = self._config.reasoning
        completion = await client.chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": request.system}, {"role": "user", "content": request.user}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": portable_schema(request.schema)},
            },
            **extra,
        )
        return _reply(completion)

    def translate(self, error: Exception) -> ModelError | None:
        import openai

        match error:
            case openai.APIStatusError():
                if error.code in CODES:
                    return ModelError(CODES[error.code], f"HTTP {error.status_code}: {error.code}.")
                detail = error.body.get("message", "") if isinstance(error.body, dict) else ""
                return status_error(error.status_code, str(detail), retry_after=retry_after(error.response.headers))
            case openai.APIResponseValidationError():
                return ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
            case openai.APITimeoutError() | openai.APIConnectionError():
                return transport_error(error.__cause__ if isinstance(error.__cause__, Exception) else OSError())
        return transport_error(error)


def _reply(completion: Any) -> Reply:
    """`completion` is a str when the answer was not declared as JSON, and half empty when it was some other JSON."""
    choices = getattr(completion, "choices", None)
    if not choices:
        raise ModelError(Outcome.SERVER_ERROR, NOT_ITS_API)
    counted = completion.usage
    usage = Usage(counted.prompt_tokens, counted.completion_tokens) if counted else Usage()
    choice = choices[0]
    if choice.message.refusal:
        raise ModelError(Outcome.REFUSED, "The model declined.", usage=usage)
    if choice.finish_reason == "content_filter":
        raise ModelError(Outcome.BLOCKED, "The provider's content filter stopped the answer.", usage=usage)
    if choice.finish_reason == "length":
        raise ModelError(Outcome.TRUNCATED, "The answer did not fit max_tokens.", usage=usage)
    return Reply(choice.message.content or "", usage)
