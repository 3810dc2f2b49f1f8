"""A role as the application's is, in the transaction of the test; it is gone with it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from privileges.granting import grant

ROLE = f"desk_test_application_{os.getpid()}"  # the server's, where other processes of the tests make theirs


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def role(db: None) -> str:
    run(f"CREATE ROLE {ROLE}")
    grant(connection, ROLE)
    return ROLE


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Whatever Django does within is done by `role`, to whom the server gives nothing of the test's own rights."""
    run(f"SET LOCAL SESSION AUTHORIZATION {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            run("RESET SESSION AUTHORIZATION")
