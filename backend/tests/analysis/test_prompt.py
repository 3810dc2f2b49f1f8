"""The prompt of the map phase, word for word."""

import re
from pathlib import Path
from typing import get_args

from analysis import prompts
from analysis.schemas import AnalysisAnswer
from inference.rubric import RUBRIC
from tickets.choices import Category, Priority

SNAPSHOTS = Path(__file__).with_name("prompts")
NONCE = "0123456789abcdef"
HINTS = {"category": ["charged twice", "subscription"], "priority": []}


def whole_prompt() -> str:
    built = prompts.build(
        title="Charged twice", description="My subscription was\ncharged twice.", hints=HINTS, nonce=NONCE
    )
    return f"{built.system}\n\n===== user =====\n\n{built.user}\n"


def test_the_prompt_is_the_one_of_its_version() -> None:
    snapshot = SNAPSHOTS / f"{prompts.VERSION}.txt"
    stored = snapshot.read_text(encoding="utf-8") if snapshot.exists() else None
    assert whole_prompt() == stored, (
        f"This is not the prompt that analyses are stored under as {prompts.VERSION}. Raise prompts.VERSION, then "
        "write the new text beside the old ones, which never change: python -m tests.analysis.test_prompt"
    )


def test_the_answer_may_be_what_the_desk_knows_and_nothing_else() -> None:
    fields = AnalysisAnswer.model_fields
    assert set(get_args(fields["category"].annotation)) == set(Category.values)
    assert set(get_args(fields["priority"].annotation)) == set(Priority.values)


def test_it_judges_as_triage_does() -> None:
    assert RUBRIC in prompts.SYSTEM


def test_everything_of_a_ticket_stands_between_markers() -> None:
    user = prompts.build(title="T", description="D", hints=HINTS, nonce=NONCE).user
    outside = re.sub(rf"<<<(TICKET|WORDS) {NONCE}>>>.*?<<<END OF \1 {NONCE}>>>", "", user, flags=re.DOTALL)
    assert outside.strip() == ""


if __name__ == "__main__":
    target = SNAPSHOTS / f"{prompts.VERSION}.txt"
    with target.open("x", encoding="utf-8") as file:  # a stored version is never overwritten
        file.write(whole_prompt())
