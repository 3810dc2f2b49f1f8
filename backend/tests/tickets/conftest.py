"""What the tests of tickets share."""

import pytest
from django.db import connection


@pytest.fixture
def pg_trgm(db: None) -> None:
    """Skips the test on a server without the extension, such as the embedded one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')")
        if not cursor.fetchone()[0]:
            pytest.skip("this PostgreSQL server has no pg_trgm: set DATABASE_URL to one that has")


@pytest.fixture
def trigram_index(pg_trgm: None) -> None:
    """Where the extension can be had, migrating has made the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('tickets_search_trgm')")
        assert cursor.fetchone() == (True,)
