"""How the account behind a session is read."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connections, router

from accounts.models import User
from accounts.second_factor import confirmed_for
from postgresql.prepared import prepared


class DeskBackend(ModelBackend):
    """Django's own, which reads an account with what every request of it asks for: role and second factor."""

    def get_user(self, user_id: int) -> User | None:
        statement, values = _account_sql()
        given = [user_id if value == _WHOSE else value for value in values]
        alias = router.db_for_read(User)
        with prepared(connections[alias]) as cursor:
            cursor.execute(statement, given)
            told = cursor.fetchone()
        user = None if told is None else _account(alias, told)
        return user if user is not None and self.user_can_authenticate(user) else None


_WHOSE = -(2**40)  # stands for the account's key; no account has it


@cache
def _account_sql() -> tuple[str, tuple[Any, ...]]:
    """Composed by the ORM, once: for each request of an agent that took longer than the request itself."""
    query = User.objects.with_groups().annotate(second_factor=confirmed_for("pk")).filter(pk=_WHOSE).query
    return query.sql_with_params()


_COLUMNS = [field.attname for field in User._meta.concrete_fields]


def _account(alias: str, told: tuple[Any, ...]) -> User:
    user = User.from_db(alias, _COLUMNS, told[: len(_COLUMNS)])
    user.group_names, user.second_factor = told[len(_COLUMNS) :]  # type: ignore[attr-defined]  # annotations
    return user
