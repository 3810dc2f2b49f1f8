"""A trie over the elements of phrases."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GAP = ".."
# How many words a gap may skip.
_GAP_WORDS = 3

T = TypeVar("T")

# An element that a text satisfies at some place, and the place where the text goes on after it.
Step = tuple[str, int]


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, "_Node[T]"] = field(default_factory=dict)
    after_gap: "_Node[T] | None" = None
    payloads: list[T] = field(default_factory=list)


class Trie(Generic[T]):
    """Phrases that share their beginnings, each with what it was added for."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, elements: Sequence[str], payload: T) -> None:
        """ValueError if a gap does not stand between two words."""
        if not elements or GAP in (elements[0], elements[-1]) or (GAP, GAP) in itertools.pairwise(elements):
            raise ValueError(f"{' '.join(elements)!r} has a gap that is not between two words.")
        node = self._root
        for element in elements:
            if element == GAP:
                node.after_gap = node.after_gap or _Node()
                node = node.after_gap
            else:
                node = node.children.setdefault(element, _Node())
        if payload not in node.payloads:
            node.payloads.append(payload)

    def begins(self, steps: Sequence[Step]) -> bool:
        """Whether any phrase begins with one of these elements; most words begin none."""
        return any(element in self._root.children for element, _ in steps)

    def walk(
        self, start: int, steps: Sequence[Sequence[Step]], sentences: Sequence[int]
    ) -> Iterator[tuple[T, tuple[int, ...]]]:
        """The phrases that begin at `start`, each with the indexes of its words, all within one sentence."""
        sentence = sentences[start]
        pending: list[tuple[_Node[T], int, tuple[int, ...]]] = [(self._root, start, ())]
        while pending:
            node, position, path = pending.pop()
            for payload in node.payloads:
                yield payload, path
            for branch, reach in ((node, 1), (node.after_gap, 1 + _GAP_WORDS)):
                if branch is None or not branch.children:
                    continue
                for begin in range(position, min(position + reach, len(steps))):
                    if sentences[begin] != sentence:
                        break
                    for element, after in steps[begin]:
                        child = branch.children.get(element)
                        if child:
                            pending.append((child, after, (*path, *range(begin, after))))
