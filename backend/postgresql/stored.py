"""Whether a request may have stored something: a write is done again only where it has certainly left nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InternalError, connection
from django.http import HttpRequest
from psycopg.errors import ReadOnlySqlTransaction

_READS = re.compile(r"\s*(SELECT|SHOW|SET)\b", re.IGNORECASE)
_MARK = "desk_bears_repetition"


@contextmanager
def watching() -> Iterator[None]:
    """Within the block `may_have_stored` is about what happens in it."""
    _note(stored=False)
    with connection.execute_wrapper(_watch):
        yield


def may_have_stored() -> bool:
    """Whether a COMMIT was begun, or a statement outside a transaction that changes something."""
    return bool(getattr(connection, "may_have_stored", True))


@contextmanager
def negligible() -> Iterator[None]:
    """What is stored within the block may be stored twice without harm, such as the count of a throttle."""
    before = may_have_stored()
    try:
        yield
    finally:
        _note(stored=before)


def bears_repetition(request: HttpRequest) -> None:
    """To be called where a request is recognised when it comes again (by its Idempotency-Key), or says the same."""
    setattr(request, _MARK, True)


def may_be_repeated(request: HttpRequest) -> bool:
    """Reads may; writes that bear it; and those that were cut off before anything could be stored."""
    return request.method in {"GET", "HEAD", "OPTIONS"} or hasattr(request, _MARK) or not may_have_stored()


def _watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if connection.in_atomic_block or _READS.match(str(sql)):
        return execute(sql, params, many, context)
    before = may_have_stored()
    _note(stored=True)
    try:
        return execute(sql, params, many, context)
    except InternalError as error:
        # One statement by itself is stored whole or not at all. Of many, those before the refused one may be.
        if isinstance(error.__cause__, ReadOnlySqlTransaction) and not many:
            _note(stored=before)
        raise


def _note(*, stored: bool) -> None:
    connection.may_have_stored = stored  # type: ignore[attr-defined]  # postgresql.base
