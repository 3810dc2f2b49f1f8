"""Storing very many tickets without upkeep: no index, trigger or foreign key at work, and all made up for at the end.

What the triggers would have written is written by one statement each; a test holds that nothing differs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tickets import counters

_TABLES = ["tickets_ticket", "tickets_search", "tickets_ticketevent"]

# As the trigger of migration 0003 does.
_SEARCH = """
INSERT INTO tickets_search (ticket_id, created_at, document)
    SELECT id, created_at, upper(title || E'\\n' || description) FROM tickets_ticket ORDER BY id
"""
# Those of primary keys stay: other tables refer to them, and ascending ids cost them little.
_INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY indexrelid
"""
_FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY oid
"""
# For sorting what goes into an index; for this transaction only.
_MEMORY = "SET LOCAL maintenance_work_mem = '512MB'"


class NotEmpty(Exception):
    """There are tickets already, which this is not for."""


@contextmanager
def without_upkeep(cursor: Any) -> Iterator[None]:
    """Tickets and events are stored within, in a transaction, during which nobody else reads or writes any.

    Raises NotEmpty.
    """
    cursor.execute(_MEMORY)
    cursor.execute(f"LOCK TABLE {', '.join(_TABLES)}")
    cursor.execute("SELECT EXISTS (SELECT FROM tickets_ticket)")
    if cursor.fetchone()[0]:
        raise NotEmpty("only an empty desk can be loaded without upkeep.")
    made_again = []
    for query in (_FOREIGN_KEYS, _INDEXES):
        cursor.execute(query, [_TABLES])
        for drop, make in cursor.fetchall():
            cursor.execute(drop)
            made_again.append(make)
    cursor.execute("ALTER TABLE tickets_ticket DISABLE TRIGGER USER")
    yield
    cursor.execute("ALTER TABLE tickets_ticket ENABLE TRIGGER USER")
    cursor.execute(_SEARCH)
    counters.rebuild()
    for make in reversed(made_again):  # indexes first
        cursor.execute(make)
