"""Gives the application's role what is written: after every migration, by whoever has migrated."""

from typing import Any

import structlog
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from privileges.looking import Thing, exists, faults, look
from privileges.written import ROWS

log = structlog.get_logger("desk.database")


def after_migrations(using: str, **_: Any) -> None:
    """post_migrate. Says aloud when a desk that is closed to strangers works with a role that may do anything."""
    connection = connections[using]
    role = settings.APPLICATION_ROLE
    if role and not exists(connection, role):
        log.warning("database_role_missing", role=role, remedy="manage.py database_roles")
        return
    if role:
        grant(connection, role)
    elif not settings.DESK_OPEN:
        role = str(connection.settings_dict["USER"])
    if role and (found := faults(connection, role)):
        log.warning("database_role_not_as_written", faults=found[:5], remedy="manage.py database_roles")


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """What differs from the written list is put right, all at once; what comes later is granted when it is made."""
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for thing in look(connection, role):
            if thing.may != thing.written:
                for statement in _statements(thing, quote(role)):
                    cursor.execute(statement)
        later = f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {{}} TO {quote(role)}"
        cursor.execute(later.format(f"{', '.join(sorted(ROWS))} ON TABLES"))
        cursor.execute(later.format("USAGE ON SEQUENCES"))


def _statements(thing: Thing, role: str) -> list[str]:
    kind = {"VIEW": "TABLE", "TRIGGER FUNCTION": "FUNCTION"}.get(thing.kind, thing.kind)
    # Who else may connect, and look into the schema, is for others to say.
    taken = {"DATABASE": "CREATE, TEMPORARY", "SCHEMA": "CREATE"}.get(kind, "ALL")
    statements = [f"REVOKE {taken} ON {kind} {thing.shown} FROM PUBLIC, {role}"]
    if thing.written:
        statements.append(f"GRANT {', '.join(sorted(thing.written))} ON {kind} {thing.shown} TO {role}")
    return statements
