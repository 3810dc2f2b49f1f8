"""Why a model did not answer, in words for people who did not ask it themselves."""

from llm.errors import Outcome

_BUSY = "The AI is busy at the moment"
_AWAY = "The AI cannot be reached at the moment"
_MISCONFIGURED = "The AI is not set up correctly"
_UNUSABLE = "The AI gave no usable answer to this text"

# Without a full stop: what follows from it is told by who uses them.
REASONS: dict[str, str] = {
    Outcome.TIMEOUT: "The AI took too long",
    Outcome.CONNECTION: _AWAY,
    Outcome.RATE_LIMITED: _BUSY,
    Outcome.SERVER_ERROR: _AWAY,
    Outcome.AUTH: _MISCONFIGURED,
    Outcome.MODEL_GONE: _MISCONFIGURED,
    Outcome.REJECTED: _MISCONFIGURED,
    Outcome.INVALID_OUTPUT: _UNUSABLE,
    Outcome.BLOCKED: _UNUSABLE,
    Outcome.TRUNCATED: _UNUSABLE,
    Outcome.REFUSED: _UNUSABLE,
    Outcome.BREAKER_OPEN: _AWAY,
    Outcome.BULKHEAD_FULL: _BUSY,
    Outcome.BUDGET_SPENT: "Today's budget for the AI is spent",
}
