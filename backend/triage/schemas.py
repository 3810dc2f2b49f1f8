"""What a model must answer. Every provider's decoding is constrained to it, and pydantic checks it again."""

from typing import Literal

from pydantic import BaseModel, Field


class TriageAnswer(BaseModel):
    """The values are those of tickets.choices; a test holds both together."""

    category: Literal["billing", "technical", "account", "general"]
    priority: Literal["low", "medium", "high", "critical"]
    quotation: str = Field(description="The words of the ticket that decided, copied exactly; empty if none do.")
