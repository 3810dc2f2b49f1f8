"""What the processes that ask models share."""

from inference.models.model_state import BreakerState, CachedAnswer, DailySpend

__all__ = ["BreakerState", "CachedAnswer", "DailySpend"]
