"""Texts in any number, for measuring: the words of the stories in a random order, and marker words to search for."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from demo.writing import stories

# What a search is measured with. None of them occurs in any other text.
COMMON, COMMON_SHARE = "error", 0.3
RARE, RARE_TICKETS = "zeppelin", 20
OLD, OLD_SHARE = "legacyportal", 0.03

# Words of a description: log-normal around this median, so that the mean is about 390 bytes in UTF-8.
_MEDIAN_WORDS = 52
_SPREAD = 0.7
_FEWEST, _MOST = 4, 700

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and how often each occurs, added up as random.choices() wants it."""

    words: list[str]
    cumulated: list[int]

    def draw(self, rng: Random, number: int) -> list[str]:
        """`number` words."""
        return rng.choices(self.words, cum_weights=self.cumulated, k=number)


def vocabulary() -> Vocabulary:
    """The words of all stories, as often as they occur there, without the markers."""
    counts: Counter[str] = Counter()
    for story in stories():
        parts = [text for opening in story.opens for text in opening] + [*story.more, *story.ask, *story.append]
        for part in parts:
            counts.update(_WORD.findall(re.sub(r"\{\w+\}", " ", part)))
    words = [word for word in counts if not any(mark in word.lower() for mark in (COMMON, RARE, OLD))]
    return Vocabulary(words, list(accumulate(counts[word] for word in words)))


class Corpus:
    """Titles and descriptions of `number` tickets, oldest first; call `text` with each index once and in order."""

    def __init__(self, rng: Random, number: int) -> None:
        self._rng = rng
        self._vocabulary = vocabulary()
        self._rare = frozenset(rng.sample(range(number), min(RARE_TICKETS, number)))
        self._old = round(number * OLD_SHARE)

    def text(self, index: int) -> tuple[str, str]:
        """Title and description of the ticket at `index`."""
        rng = self._rng
        title = " ".join(self._vocabulary.draw(rng, rng.randint(3, 9)))
        count = min(_MOST, max(_FEWEST, round(rng.lognormvariate(0, _SPREAD) * _MEDIAN_WORDS)))
        words = self._vocabulary.draw(rng, count)
        # Numbers that nearly every ticket has one of: without them an index of its words would stay far too small.
        words[rng.randrange(count)] = rng.choice(("ORD-{}", "INV-{}", "user{}@example.com")).format(
            rng.randrange(10_000_000)
        )
        marks = [RARE] if index in self._rare else []
        if index < self._old:
            marks.append(OLD)
        if rng.random() < COMMON_SHARE:
            marks.append(COMMON)
        for mark in marks:
            words.insert(rng.randrange(len(words)), mark)
        sentences = (" ".join(words[start : start + 12]) for start in range(0, len(words), 12))
        return title, ". ".join(sentences) + "."
