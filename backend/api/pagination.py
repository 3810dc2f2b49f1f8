"""Keyset pages of lists that are ordered by (created_at, id): page 800,000 costs what page 1 costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from api.cursors import Position

PAGE_SIZE = 20
PAGE_SIZE_MAX = 200

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list. At most one of `position` and `number` is set; neither means the first page."""

    size: int = PAGE_SIZE
    ascending: bool = False
    position: Position | None = None
    number: int | None = None

    @property
    def offset(self) -> int:
        """Rows above the page."""
        return (self.number - 1) * self.size if self.number else 0

    @property
    def stop(self) -> int:
        """One row beyond the page: whether it exists tells whether there is a next page."""
        return self.offset + self.size + 1

    @property
    def backwards(self) -> bool:
        """The page lies before `position`, so it is read in the opposite order and turned round."""
        return self.position is not None and self.position.backwards

    @property
    def reading_ascending(self) -> bool:
        """The order in which the rows are read."""
        return self.ascending != self.backwards


@dataclass(frozen=True, slots=True)
class Slice(Generic[R]):
    """The rows of a page, and the cursors of the pages after and before it."""

    rows: list[R]
    next: str | None
    previous: str | None


def read(queryset: "QuerySet[Any, Any]", request: PageRequest) -> "QuerySet[Any, Any]":
    """The rows of the page and one more, in reading order."""
    sign, beyond = ("", "gt") if request.reading_ascending else ("-", "lt")
    if at := request.position:
        queryset = queryset.filter(
            Q(**{f"created_at__{beyond}": at.created_at}) | Q(**{"created_at": at.created_at, f"id__{beyond}": at.id}),
            # Implied by the line above, which PostgreSQL cannot use an index for.
            **{f"created_at__{beyond}e": at.created_at},
        )
    return queryset.order_by(f"{sign}created_at", f"{sign}id")[request.offset : request.stop]


def cut(
    rows: Sequence[R], request: PageRequest, key: Callable[[R], tuple[datetime, int]], facts: tuple[Any, ...] = ()
) -> Slice[R]:
    """The page out of the rows that `read` gave; `key` is (created_at, id) of a row."""
    more = len(rows) > request.size
    page = list(rows[: request.size])
    if request.backwards:
        page.reverse()
    if not page:
        return Slice(page, None, None)
    has_next = more or request.backwards
    has_previous = more if request.backwards else request.position is not None or request.offset > 0
    return Slice(
        page,
        Position(*key(page[-1]), False, facts).encode() if has_next else None,
        Position(*key(page[0]), True, facts).encode() if has_previous else None,
    )
