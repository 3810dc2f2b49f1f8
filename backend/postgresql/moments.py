"""Moments read by psycopg's compiled loader: Django's, in Python, takes a seventh of a list page's processor time."""

from datetime import UTC, tzinfo
from functools import cache
from typing import Any

import psycopg
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import AdaptersMap, Loader
from psycopg.postgres import types
from psycopg.pq import Format


def in_utc(zone: tzinfo | None, adapters: AdaptersMap) -> AdaptersMap:
    """The adapters with the quick loader of timestamptz, if Django wants moments in UTC, as the server sends them."""
    return _with_quick_loader(adapters) if zone is UTC else adapters


@cache
def _with_quick_loader(adapters: AdaptersMap) -> AdaptersMap:
    quick = AdaptersMap(adapters)
    quick.register_loader("timestamptz", _MomentLoader)
    return quick


class _MomentLoader(Loader):
    """Hands each value on to the compiled one, which cannot be inherited from."""

    timezone = UTC  # Django looks whether it is the connection's

    def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
        super().__init__(oid, context)
        compiled = psycopg.adapters.get_loader(types["timestamptz"].oid, Format.TEXT)
        assert compiled is not None
        self._compiled = compiled(oid, context)

    def load(self, data: Buffer) -> Any:
        """A datetime with its time zone."""
        return self._compiled.load(data)
