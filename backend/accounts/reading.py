"""Reading the account behind a request, with what every request of it asks for: role and second factor."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, router

from accounts.models import User
from accounts.second_factor import confirmed_for
from postgresql.prepared import prepared

_COLUMNS = [field.attname for field in User._meta.concrete_fields]

Row = tuple[Any, ...]


def read_account(rest: str, values: Sequence[Any], more: str = "") -> tuple[User, Row] | None:
    """An account, found by the rest of a SELECT from accounts `AS account`, and its further columns `more`."""
    accounts, given = _accounts_sql()
    alias = router.db_for_read(User)
    with prepared(connections[alias]) as cursor:
        cursor.execute(
            f"SELECT account.*{more} FROM ({accounts}) AS account {rest}",  # noqa: S608 -- constants
            [*given, *values],
        )
        told = cursor.fetchone()
    if told is None:
        return None
    user = User.from_db(alias, _COLUMNS, told[: len(_COLUMNS)])
    group_names, second_factor, *others = told[len(_COLUMNS) :]
    user.group_names, user.second_factor = group_names, second_factor  # type: ignore[attr-defined]  # annotations
    return user, tuple(others)


@cache
def _accounts_sql() -> tuple[str, Row]:
    """Composed by the ORM, once: for each request of an agent that took longer than the request itself."""
    return User.objects.with_groups().annotate(second_factor=confirmed_for("pk")).query.sql_with_params()
