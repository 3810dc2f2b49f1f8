"""The trigram index behind search: made when the server has pg_trgm, done without when it has not."""

from typing import Any

import structlog
from django.db import DatabaseError, connections

log = structlog.get_logger("desk.tickets")

INDEX = "tickets_search_trgm"


def ensure_search_index(using: str = "default", **_: Any) -> None:
    """After each migration: creates the extension and the index if both are missing and possible.

    CONCURRENTLY, so that a desk in use goes on taking tickets; a half-built index of an interrupted run is replaced.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('tickets_search') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [INDEX])
        found = cursor.fetchone()
        if found and found[0]:
            return
        cursor.execute("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')")
        if not cursor.fetchone()[0]:
            log.warning("search_unindexed", reason="this PostgreSQL server has no pg_trgm: searches read every row")
            return
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError as error:
            log.warning("search_unindexed", reason=f"CREATE EXTENSION pg_trgm failed: {error}".strip())
            return
        if found:
            cursor.execute(f"DROP INDEX CONCURRENTLY {INDEX}")
        cursor.execute(f"CREATE INDEX CONCURRENTLY {INDEX} ON tickets_search USING gin (document gin_trgm_ops)")
