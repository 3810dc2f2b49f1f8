"""Cutting many lines into prompts that a model can read."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

# About 8,000 tokens of European languages: small enough for every model, and for one that is to name each line once.
CHARACTERS = 24_000
LINES = 150


def packed(items: Iterable[T], length: Callable[[T], int]) -> list[list[T]]:
    """In order, each batch at most CHARACTERS and LINES, but never without an item."""
    batches: list[list[T]] = []
    room = 0
    for item in items:
        taken = length(item) + 1
        if not batches or taken > room or len(batches[-1]) >= LINES:
            batches.append([])
            room = CHARACTERS
        batches[-1].append(item)
        room -= taken
    return batches
