"""Spelling, Unicode and the phrase language."""

import pytest

from keywords import classify
from keywords.phrases import PhraseIndex, Term, without_overlaps
from keywords.tokens import tokenize


@pytest.mark.parametrize(
    "text",
    [
        "I can't log in",
        "I can’t log in",
        "I cant log in",
        "I CANNOT LOG-IN",
        "I can not sign in",
        "I ca\u00adn't lo\u200bg in",
        "Ｉ ｃａｎｎｏｔ ｌｏｇ ｉｎ",
        "I cannot\u00a0log\u202fin",
        "I cannot\nlog in",
        "I still cannot, even today, log in",
    ],
)
def test_spellings_of_one_complaint(text: str) -> None:
    assert classify(text).category == "account"


@pytest.mark.parametrize("text", ["contraseña", "CONTRASEÑA", "contrasena", "contrasen\u0303a"])
def test_accents_and_their_forms_do_not_matter(text: str) -> None:
    assert classify(f"Olvidé mi {text}").matched["category"]


def test_french_elisions_are_two_words() -> None:
    assert tokenize("L'accès qu’il n'a pas").words == ["l", "acces", "qu", "il", "n", "a", "pas"]


def test_sentences_clauses_and_lines() -> None:
    tokens = tokenize("One, two 3.5. Four\nfive\n\nsix")
    assert tokens.words == ["one", "two", "3", "5", "four", "five", "six"]
    assert tokens.sentences == [0, 0, 0, 0, 1, 1, 2]
    assert tokens.clauses == [0, 1, 1, 1, 2, 3, 4]
    assert tokens.lines == [0, 0, 0, 0, 0, 1, 3]


def found(phrase: str, text: str) -> bool:
    index = PhraseIndex([Term("table", phrase, 1)], {"cannot": "cannot, can not"})
    return bool(index.find(tokenize(text)))


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("pass", "pass", True),
        ("pass", "compass", False),
        ("pass", "passage", False),
        ("pass*", "passage", True),
        ("pass*", "compass", False),
        ("*pass", "compass", True),
        ("(big|red hot) car", "a red hot car", True),
        ("(big|red hot) car", "a red car", False),
        ("(old|) car", "car", True),
        ("log .. now", "log me in right now", True),
        ("log .. now", "log me in right about now", False),
        ("log in", "log. in", False),
        ("log in", "log, in", True),
        ("{cannot} go", "I can not go", True),
        ("{cannot} .. go", "I cannot ever go", True),
    ],
)
def test_the_phrase_language(phrase: str, text: str, expected: bool) -> None:
    assert found(phrase, text) is expected


@pytest.mark.parametrize("phrase", [".. now", "log ..", "log .. .. now", "{unknown} go"])
def test_a_phrase_that_cannot_be_meant_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"gap|group"):
        found(phrase, "now")


def test_longer_phrases_take_the_words_of_shorter_ones() -> None:
    index = PhraseIndex([Term("billing", "payment", 9), Term("technical", "payment failed", 1)], {})
    matches = without_overlaps(index.find(tokenize("The payment failed")))
    assert [match.term.table for match in matches] == ["technical"]
