"""What a person is told when the model was meant to answer and did not."""

from inference.reasons import REASONS

WARNINGS: dict[str, str] = {
    outcome: f"{reason}, so this suggestion comes from keywords." for outcome, reason in REASONS.items()
}
_WITHOUT_KEYWORDS: dict[str, str] = {
    outcome: f"{reason}, and no keywords were found either." for outcome, reason in REASONS.items()
}

NOT_STORED = "The desk cannot reach its database at the moment, so this suggestion comes from keywords and is not kept."


def warning_for(outcome: str, source: str) -> str | None:
    """None where nothing went wrong. `source` "none" means that the keywords found nothing either."""
    return (_WITHOUT_KEYWORDS if source == "none" else WARNINGS).get(outcome)
