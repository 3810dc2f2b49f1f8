"""What a model must answer about a whole run. Every list is checked against the run afterwards."""

from pydantic import BaseModel, Field


class ThemeOfTickets(BaseModel):
    """A theme found in a batch of notes."""

    title: str = Field(description="What is the matter, in at most 80 characters.")
    description: str = Field(description="One sentence of at most 300 characters.")
    ticket_ids: list[int] = Field(description="The numbers after # of the tickets that belong to it.")


class ThemesAnswer(BaseModel):
    """The themes of a batch of notes."""

    themes: list[ThemeOfTickets]


class MergedTheme(BaseModel):
    """Themes of several batches that are the same."""

    title: str = Field(description="What is the matter, in at most 80 characters.")
    description: str = Field(description="One sentence of at most 300 characters.")
    theme_numbers: list[int] = Field(description="The numbers after # of the themes that it unites.")


class MergedThemesAnswer(BaseModel):
    """The themes of several batches, united."""

    themes: list[MergedTheme]


class ClaimAnswer(BaseModel):
    """A sentence of the summary."""

    text: str = Field(description="One or two sentences.")
    ticket_ids: list[int] = Field(description="The numbers after # of the tickets that it rests on, or none.")
    figures: list[str] = Field(description="The keys of the figures that it rests on, or none.")


class SummaryAnswer(BaseModel):
    """The executive summary."""

    headline: str = Field(description="The most important finding, in one sentence.")
    claims: list[ClaimAnswer]
