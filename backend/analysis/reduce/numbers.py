"""Whether the numbers of a sentence are those of what it cites.

Checked are numbers in digits, with or without a percent sign. Not checked are numbers in words, what a sentence
compares them with, and digits that are part of a word ("2FA", "Q3").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.choices import Unit
from analysis.reduce.figures import Figure

_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,])(?P<number>\d++(?:[.,]\d++)*+)(?![^\W\d_]*[A-Z])(?P<percent>\s*(?:%|per\s?cent))?"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Number:
    """As it stands in a text; `readings` are its possible values: "1,234" may be a thousand or one and a bit."""

    readings: frozenset[float]
    percent: bool


def numbers_in(text: str) -> Iterator[Number]:
    """Each number that is not part of a word, in order."""
    for found in _NUMBER.finditer(text):
        yield Number(frozenset(_readings(found["number"])), bool(found["percent"]))


def hold(text: str, figures: Iterable[Figure], *, counts: Iterable[int] = (), quoted: Iterable[str] = ()) -> bool:
    """Whether each number in `text` is a value of the figures, one of `counts`, or stands in a `quoted` text.

    A percentage must be a figure's: what a customer wrote proves no share.
    """
    percentages: set[float] = set()
    plain = {float(count) for count in counts}
    for figure in figures:
        (percentages if figure.unit == Unit.PERCENT else plain).update(_values(figure))
        percentages.update(_relative_change(figure))
    plain.update(reading for words in quoted for number in numbers_in(words) for reading in number.readings)
    return all(number.readings & (percentages if number.percent else plain) for number in numbers_in(text))


def _readings(digits: str) -> Iterator[float]:
    if _GROUPED.fullmatch(digits):
        yield float(re.sub(r"[.,]", "", digits))
    whole, _, decimals = digits.replace(",", ".").rpartition(".")
    yield float(f"{whole.replace('.', '')}.{decimals}" if whole else decimals)


def _values(figure: Figure) -> Iterator[float]:
    """What may be written for a figure: its values, and hours as days."""
    for value in (figure.value, figure.previous, figure.change):
        if value is not None:
            yield from _rounded(abs(value))
            if figure.unit == Unit.HOURS:
                yield from _rounded(abs(value) / _HOURS_A_DAY)


def _relative_change(figure: Figure) -> Iterator[float]:
    if figure.previous and figure.change is not None and figure.unit != Unit.PERCENT:
        yield from _rounded(abs(100 * figure.change / figure.previous))


def _rounded(value: float) -> Iterator[float]:
    """To one decimal or none; of a half, people round up."""
    yield from (value, round(value, 1), float(int(value + 0.5)))
