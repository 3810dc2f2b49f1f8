"""The note on a ticket: a model's, or the customer's own words."""

import pytest

from analysis.models.run_ticket import NOTE_MAX
from analysis.notes import keyword_note, written_note


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("  Charged twice.\nWants a\trefund. ", "Charged twice. Wants a refund."),
        ("Charged\u202e twice\u200b.", "Charged twice."),
        ("", ""),
        ("word " * 100, "word " * 59 + "word…"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_a_models_note_is_one_line_of_what_a_person_would_see(written: str, note: str) -> None:
    assert written_note(written) == note
    assert len(note) <= NOTE_MAX


@pytest.mark.parametrize(
    ("description", "matched", "note"),
    [
        ("I was charged twice. Refund me!", {}, "I was charged twice."),
        (
            "I was charged twice",
            {"category": ["charged twice", "refund"], "priority": ["refund"]},
            "I was charged twice (words found: charged twice, refund)",
        ),
        ("\n \nThe first line\nthe second", {}, "The first line"),
        ("Version 1.2.3 of it crashes. Really.", {}, "Version 1.2.3 of it crashes."),
        ("\u200b", {}, "Its title"),
    ],
)
def test_without_a_model_the_note_is_the_customers_own_words(
    description: str, matched: dict[str, list[str]], note: str
) -> None:
    assert keyword_note("Its title", description, matched) == note


def test_a_long_first_sentence_leaves_room_for_the_words() -> None:
    note = keyword_note("", "very " * 200, {"category": ["charged twice"]})
    assert len(note) <= NOTE_MAX
    assert note.endswith("very… (words found: charged twice)")
    crowded = keyword_note("", "very " * 200, {"category": ["x" * 100, "y" * 100, "z" * 100]})
    assert len(crowded) <= NOTE_MAX
