"""How the account behind a session is read."""

from functools import cache

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.second_factor import confirmed_for


class DeskBackend(ModelBackend):
    """Django's own, which reads an account with what every request of it asks for: role and second factor."""

    def get_user(self, user_id: int) -> User | None:
        statement, values = _account_sql()
        given = [user_id if value == _WHOSE else value for value in values]
        user = next(iter(User.objects.raw(statement, given)), None)
        return user if user is not None and self.user_can_authenticate(user) else None


_WHOSE = -(2**40)  # stands for the account's key; no account has it


@cache
def _account_sql() -> tuple[str, tuple[object, ...]]:
    """Composed by the ORM, once: for each request of an agent that took longer than the request itself."""
    query = User.objects.with_groups().annotate(second_factor=confirmed_for("pk")).filter(pk=_WHOSE).query
    return query.sql_with_params()
