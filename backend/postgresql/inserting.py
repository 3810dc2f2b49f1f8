"""Storing rows by a statement whose text is always the same: to compose it anew, the ORM takes longer than PostgreSQL
takes to run it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from postgresql.prepared import prepared

Statement = tuple[str, Sequence[Any]]


class Insert:
    """An INSERT of these fields of a model; the database gives all others their defaults.

    `computed` are further columns, each with the SQL that tells it from the row `new`. `returning` are the columns
    that `run` tells.
    """

    def __init__(
        self,
        model: type[Model],
        fields: Sequence[str],
        *,
        computed: Mapping[str, str] | None = None,
        returning: Sequence[str] = (),
    ) -> None:
        self._model, self._fields = model, fields
        self._computed, self._returning = computed or {}, returning

    def run(self, rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Stores the rows, and tells of each in their order."""
        if not rows:
            return []
        # Of many at once PostgreSQL has most to do with the rows.
        with prepared(connection) if len(rows) == 1 else connection.cursor() as cursor:
            cursor.execute(*self.statement(rows))
            return cursor.fetchall() if self._returning else []

    def statement(self, rows: Sequence[Sequence[Any]]) -> Statement:
        """What stores the rows, of which there is one at least, and the values to it."""
        if len(rows) == 1:  # arrays are written in Python, single values are not
            return self._one, rows[0]
        return self._many, [list(column) for column in zip(*rows, strict=True)]

    @cached_property
    def _one(self) -> str:
        return self._from(f"(VALUES ({', '.join(f'%s::{kind}' for kind in self._types)}))")

    @cached_property
    def _many(self) -> str:
        return self._from(f"unnest({', '.join(f'%s::{kind}[]' for kind in self._types)})")

    def _from(self, rows: str) -> str:
        columns = [field.column for field in self._targets]
        told = f" RETURNING {', '.join(self._returning)}" if self._returning else ""
        return (
            f"INSERT INTO {self._model._meta.db_table} ({', '.join([*columns, *self._computed])}) "  # noqa: S608
            f"SELECT {', '.join([*(f'new.{column}' for column in columns), *self._computed.values()])} "
            f"FROM {rows} AS new ({', '.join(columns)}){told}"
        )

    @property
    def _types(self) -> list[str]:
        """Without lengths: a text that is too long is refused, and not cut."""
        return [str(field.db_type(connection)).partition("(")[0] for field in self._targets]

    @property
    def _targets(self) -> "list[Field[Any, Any]]":
        fields = {field.attname: field for field in self._model._meta.concrete_fields}
        return [fields[name] for name in self._fields]
