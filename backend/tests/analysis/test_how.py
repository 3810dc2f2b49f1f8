"""How a summary was made is said in plain and correct words."""

import pytest

from analysis.models import Run
from analysis.reduce.how import Made, reason, told
from llm.errors import Outcome

WITHOUT_MODEL = Run(pk=1, provider="")
WITH_MODEL = Run(pk=1, provider="gemini", model="small", prompt_version="analysis-1")
BY = "gemini small"


@pytest.fixture(autouse=True)
def _database(db: None) -> None: ...


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.OK])
def test_there_are_words_for_every_failure(outcome: Outcome) -> None:
    assert reason(outcome)


@pytest.mark.parametrize(
    ("made", "sentences"),
    [
        (
            Made(analyzed=5, themes_by=BY, summary_by=BY, removed_citations=1),
            "Citations and numbers were checked against the run; 1 citation that did not hold was removed.",
        ),
        (
            Made(analyzed=5, themes_by=BY, summary_by=BY, removed_citations=1, dropped_claims=1),
            "against the run; 1 citation and 1 claim that did not hold were removed.",
        ),
        (
            Made(analyzed=5, themes_by=BY, summary_by=BY, unread=1),
            "The notes of 1 ticket gave no themes, because the model could not answer for them.",
        ),
        (Made(analyzed=5, themes_by=BY, failure="it was too busy"), "(it was too busy)"),
        (Made(analyzed=5, failure="it was too busy"), "for themes and summary (it was too busy): themes are"),
    ],
)
def test_a_run_with_a_model(made: Made, sentences: str) -> None:
    assert sentences in told(WITH_MODEL, made)


def test_a_run_without_one() -> None:
    assert told(WITHOUT_MODEL, Made(analyzed=5)).startswith("No model was used: ")
