"""What was suggested, what people chose, and what the processes that ask models share."""

from triage.models.decision import Choice, Decision
from triage.models.model_state import BreakerState, CachedAnswer, DailySpend
from triage.models.suggestion import Suggestion

__all__ = ["BreakerState", "CachedAnswer", "Choice", "DailySpend", "Decision", "Suggestion"]
