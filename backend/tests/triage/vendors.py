"""The providers as an environment names them, each with the address of a local server."""

from tests.fakes.llm_server import FakeLLMServer

KEY = "secret-key"
SETTINGS: dict[str, dict[str, str]] = {
    "gemini": {"LLM_PROVIDER": "gemini", "GEMINI_API_KEY": KEY, "LLM_BASE_URL": "{url}"},
    "anthropic": {"LLM_PROVIDER": "anthropic", "ANTHROPIC_API_KEY": KEY, "LLM_BASE_URL": "{url}"},
    "openai": {"LLM_PROVIDER": "openai", "OPENAI_API_KEY": KEY, "LLM_BASE_URL": "{url}/v1"},
    "groq": {"LLM_PROVIDER": "groq", "GROQ_API_KEY": KEY, "LLM_BASE_URL": "{url}/openai/v1"},
    "openai-compatible": {"LLM_PROVIDER": "openai-compatible", "LLM_MODEL": "qwen3:4b", "LLM_BASE_URL": "{url}/v1"},
}
MODELS = {
    "gemini": "gemini-3.5-flash-lite",
    "anthropic": "claude-haiku-5-5",
    "openai": "gpt-6-luna",
    "groq": "openai/gpt-oss-20b",
    "openai-compatible": "qwen3:4b",
}
VENDORS = tuple(SETTINGS)


def environment(vendor: str, server: FakeLLMServer, **more: str) -> dict[str, str]:
    """What somebody would set to use this provider, if it were at the server's address."""
    return {name: value.format(url=server.url) for name, value in SETTINGS[vendor].items()} | more
