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
_SENTENCE = 12  # words

STOCK = 20_000  # titles, and as many sentences
_REFERENCES = ("ORD-%d", "INV-%d", "user%d@example.com")

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
    """Titles and descriptions of `number` tickets, oldest first; call `text` with each index once and in order.

    Titles and sentences come from a stock, because drawing each word anew takes ten times as long: what an index of
    three letters holds is the same, as they are of the same words.
    """

    def __init__(self, rng: Random, number: int) -> None:
        words = vocabulary()
        self._rng = rng
        self._titles = [" ".join(words.draw(rng, rng.randint(3, 9))) for _ in range(STOCK)]
        self._sentences = [" ".join(words.draw(rng, _SENTENCE)) for _ in range(STOCK)]
        self._rare = frozenset(rng.sample(range(number), min(RARE_TICKETS, number)))
        self._old = round(number * OLD_SHARE)

    def text(self, index: int) -> tuple[str, str]:
        """Title and description of the ticket at `index`."""
        rng = self._rng
        words = min(_MOST, max(_FEWEST, round(rng.lognormvariate(0, _SPREAD) * _MEDIAN_WORDS)))
        sentences = rng.choices(self._sentences, k=-(-words // _SENTENCE))
        if rest := words % _SENTENCE:
            sentences[-1] = " ".join(sentences[-1].split(" ", rest)[:rest])
        # Numbers that every ticket has one of: without them an index of its words would stay far too small.
        inserted = [rng.choice(_REFERENCES) % int(rng.random() * 10_000_000)]
        if index in self._rare:
            inserted.append(RARE)
        if index < self._old:
            inserted.append(OLD)
        if rng.random() < COMMON_SHARE:
            inserted.append(COMMON)
        for word in inserted:
            sentences[int(rng.random() * len(sentences))] += f" {word}"
        return rng.choice(self._titles), ". ".join(sentences) + "."
