"""What a model must answer about one ticket. Providers constrain their decoding to it, pydantic checks it again."""

from typing import Literal

from pydantic import BaseModel, Field


class AnalysisAnswer(BaseModel):
    """The values are those of tickets.choices; a test holds both together. A longer note is cut, not refused."""

    category: Literal["billing", "technical", "account", "general"]
    priority: Literal["low", "medium", "high", "critical"]
    note: str = Field(description="One or two sentences in English, at most 300 characters.")
