import pytest

from evals.metrics import percentile, score

LABELS = ("cat", "dog", "eel")


def test_a_worked_example() -> None:
    expected = ["cat", "cat", "cat", "dog", "dog", "eel"]
    predicted = ["cat", "cat", "dog", "dog", "cat", "cat"]
    scores = score(expected, predicted, LABELS)
    assert scores.accuracy == pytest.approx(3 / 6)
    assert scores.confusion == {
        ("cat", "cat"): 2,
        ("cat", "dog"): 1,
        ("dog", "dog"): 1,
        ("dog", "cat"): 1,
        ("eel", "cat"): 1,
    }
    cat, dog, eel = (scores.classes[label] for label in LABELS)
    assert (cat.precision, cat.recall, cat.support) == (pytest.approx(2 / 4), pytest.approx(2 / 3), 3)
    assert cat.f1 == pytest.approx(4 / 7)
    assert (dog.precision, dog.recall, dog.f1) == (pytest.approx(1 / 2),) * 3
    assert (eel.precision, eel.recall, eel.f1, eel.support) == (0, 0, 0, 1)
    assert scores.macro_f1 == pytest.approx((4 / 7 + 1 / 2 + 0) / 3)


def test_a_label_nobody_expected_does_not_lower_the_mean() -> None:
    assert score(["cat", "dog"], ["cat", "dog"], LABELS).macro_f1 == 1


def test_nothing_to_score_is_an_error() -> None:
    with pytest.raises(ValueError, match="No labelled case"):
        score([], [], LABELS)


def test_unequal_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score(["cat", "dog"], ["cat"], LABELS)


@pytest.mark.parametrize(("share", "expected"), [(0, 1), (0.5, 5), (0.51, 6), (0.95, 10), (1, 10)])
def test_percentiles_are_values_that_occurred(share: float, expected: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share) == expected
