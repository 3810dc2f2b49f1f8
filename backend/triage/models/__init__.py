"""What was suggested, and what people chose."""

from triage.models.decision import Choice, Decision
from triage.models.suggestion import Suggestion

__all__ = ["Choice", "Decision", "Suggestion"]
