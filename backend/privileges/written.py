"""The written list: what the application's role may do with each kind of thing, and the tables that are different."""

from typing import Final

# Of a table that is not named below; a new one needs no word here.
ROWS: Final = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
READ: Final = frozenset({"SELECT"})

TABLES: Final = {
    # Written by triggers and by functions that run as the owner: nobody can forget them, or write what is not so.
    "tickets_counter_delta": READ,
    "tickets_counter_daily": READ,
    "tickets_counter_total": READ,
    "tickets_search": READ,
    # Evidence: a history is added to, and a suggestion is not changed. Triggers say so too, to the owner as well.
    "tickets_ticketevent": frozenset({"SELECT", "INSERT"}),
    "triage_suggestion": frozenset({"SELECT", "INSERT", "DELETE"}),
    # Written by migrations.
    "django_migrations": READ,
    "django_content_type": READ,
    "auth_permission": READ,
}

# Of everything else, by kind. A function that only a trigger calls needs no right to be called.
KINDS: Final = {
    "VIEW": READ,
    "SEQUENCE": frozenset({"USAGE"}),
    "FUNCTION": frozenset({"EXECUTE"}),
    "TRIGGER FUNCTION": frozenset(),
    "SCHEMA": frozenset({"USAGE"}),
    "DATABASE": frozenset({"CONNECT"}),
}


def written(kind: str, name: str) -> frozenset[str]:
    """What the application may do with `name`, a table's without its schema."""
    return TABLES.get(name, ROWS) if kind == "TABLE" else KINDS[kind]
