"""What a person is told when the model was meant to answer and did not."""

from llm.errors import Outcome

_BUSY = "The AI is busy at the moment, so this suggestion comes from keywords."
_AWAY = "The AI cannot be reached at the moment, so this suggestion comes from keywords."
_MISCONFIGURED = "The AI is not set up correctly, so this suggestion comes from keywords."
_UNUSABLE = "The AI gave no usable answer to this text, so this suggestion comes from keywords."

WARNINGS: dict[str, str] = {
    Outcome.TIMEOUT: "The AI took too long, so this suggestion comes from keywords.",
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
    Outcome.BUDGET_SPENT: "Today's budget for the AI is spent, so this suggestion comes from keywords.",
}


def warning_for(outcome: str, source: str) -> str | None:
    """None where nothing went wrong. `source` "none" means that the keywords found nothing either."""
    warning = WARNINGS.get(outcome)
    if warning and source == "none":
        return warning.replace("so this suggestion comes from keywords", "and no keywords were found either")
    return warning
