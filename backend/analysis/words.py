"""What people are told of a ticket that the model did not analyse."""

from inference.reasons import REASONS
from llm.errors import Outcome

DELETED = "The ticket was deleted before it was analysed."
CRASHED = "Analysing this ticket failed on our side; the log of the worker says why."
LOST = "The job that was to analyse this ticket failed too often; `manage.py jobs failed` says why."

# In these nobody would answer the next ticket either: the keywords take over, instead of one failure a ticket.
AWAY = frozenset({Outcome.AUTH, Outcome.MODEL_GONE, Outcome.REJECTED, Outcome.BREAKER_OPEN, Outcome.BUDGET_SPENT})


def warning_for(outcome: str) -> str | None:
    """None where the model answered, or none was meant to."""
    reason = REASONS.get(outcome)
    return f"{reason}, so this analysis comes from keywords." if reason else None


def error_for(outcome: Outcome) -> str:
    """Of a ticket that failed and can be tried again."""
    return f"{REASONS[outcome]}."


def retryable(error: str) -> bool:
    """Trying again may help; a deleted ticket stays deleted."""
    return error != DELETED
