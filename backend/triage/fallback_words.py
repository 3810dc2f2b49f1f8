"""What a person is told when the model was meant to answer and did not."""

from llm.errors import Outcome

_BUSY = "The AI is busy at the moment"
_AWAY = "The AI cannot be reached at the moment"
_MISCONFIGURED = "The AI is not set up correctly"
_UNUSABLE = "The AI gave no usable answer to this text"

_REASONS = {
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

WARNINGS: dict[str, str] = {
    outcome: f"{reason}, so this suggestion comes from keywords." for outcome, reason in _REASONS.items()
}
_WITHOUT_KEYWORDS: dict[str, str] = {
    outcome: f"{reason}, and no keywords were found either." for outcome, reason in _REASONS.items()
}


def warning_for(outcome: str, source: str) -> str | None:
    """None where nothing went wrong. `source` "none" means that the keywords found nothing either."""
    return (_WITHOUT_KEYWORDS if source == "none" else WARNINGS).get(outcome)
