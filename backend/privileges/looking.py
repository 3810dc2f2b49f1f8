"""What a role may do with each thing in the database, by the catalogue."""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from privileges.written import written

# Every right that PostgreSQL knows (MAINTAIN since 17), so that one too many is seen. Extensions keep their own things.
_THINGS = """
WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
things (kind, name, shown, owner, class, oid) AS (
    SELECT CASE WHEN relkind = 'S' THEN 'SEQUENCE' WHEN relkind IN ('v', 'm') THEN 'VIEW' ELSE 'TABLE' END,
           relname::text, format('%%I.%%I', nspname, relname), relowner, 'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN ours ON ours.oid = relnamespace WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    UNION ALL
    SELECT CASE WHEN prorettype = 'trigger'::regtype THEN 'TRIGGER FUNCTION' ELSE 'FUNCTION' END,
           proname::text, format('%%I.%%I(%%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)), proowner,
           'pg_proc'::regclass, p.oid
    FROM pg_proc AS p JOIN ours ON ours.oid = pronamespace
    UNION ALL
    SELECT 'SCHEMA', nspname::text, quote_ident(nspname), nspowner, 'pg_namespace'::regclass, n.oid
    FROM pg_namespace AS n JOIN ours USING (oid, nspname)
    UNION ALL
    SELECT 'DATABASE', datname::text, quote_ident(datname), datdba, 'pg_database'::regclass, oid
    FROM pg_database WHERE datname = current_database()
)
SELECT kind, name, shown, pg_has_role(%(role)s, owner, 'USAGE'), ARRAY(
    SELECT may FROM unnest(CASE kind
        WHEN 'SEQUENCE' THEN '{USAGE,SELECT,UPDATE}'::text[]
        WHEN 'FUNCTION' THEN '{EXECUTE}'
        WHEN 'TRIGGER FUNCTION' THEN '{EXECUTE}'
        WHEN 'SCHEMA' THEN '{USAGE,CREATE}'
        WHEN 'DATABASE' THEN '{CONNECT,CREATE,TEMPORARY}'
        ELSE '{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER,MAINTAIN}'
    END) AS may
    WHERE CASE WHEN may = 'MAINTAIN' AND current_setting('server_version_num')::int < 170000 THEN false ELSE CASE kind
        WHEN 'SEQUENCE' THEN has_sequence_privilege(%(role)s, things.oid, may)
        WHEN 'FUNCTION' THEN has_function_privilege(%(role)s, things.oid, may)
        WHEN 'TRIGGER FUNCTION' THEN has_function_privilege(%(role)s, things.oid, may)
        WHEN 'SCHEMA' THEN has_schema_privilege(%(role)s, things.oid, may)
        WHEN 'DATABASE' THEN has_database_privilege(%(role)s, things.oid, may)
        ELSE has_table_privilege(%(role)s, things.oid, may)
    END END
)
FROM things
WHERE NOT EXISTS (SELECT FROM extended WHERE classid = class AND objid = things.oid)
ORDER BY kind, shown
"""

# What makes every list above worthless.
_ATTRIBUTES = """
SELECT attribute FROM pg_roles, LATERAL (VALUES
    ('SUPERUSER', rolsuper), ('CREATEROLE', rolcreaterole), ('CREATEDB', rolcreatedb),
    ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls)
) AS attributes (attribute, has) WHERE rolname = %(role)s AND has
UNION ALL
SELECT format('member of %%s', other.rolname)
FROM pg_auth_members JOIN pg_roles AS other ON other.oid = roleid JOIN pg_roles AS mine ON mine.oid = member
WHERE mine.rolname = %(role)s
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """`shown` is its name as SQL wants it; `may`: what the role may do with it."""

    kind: str
    name: str
    shown: str
    owned: bool
    may: frozenset[str]

    @property
    def written(self) -> frozenset[str]:
        return written(self.kind, self.name)


def look(connection: BaseDatabaseWrapper, role: str) -> list[Thing]:
    """Every table, view, sequence, function and schema, and the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(_THINGS, {"role": role})
        return [Thing(kind, name, shown, owned, frozenset(may)) for kind, name, shown, owned, may in cursor.fetchall()]


def attributes(connection: BaseDatabaseWrapper, role: str) -> list[str]:
    """What the role is beside its rights: SUPERUSER and its like, and memberships."""
    with connection.cursor() as cursor:
        cursor.execute(_ATTRIBUTES, {"role": role})
        return [attribute for (attribute,) in cursor.fetchall()]


def exists(connection: BaseDatabaseWrapper, role: str) -> bool:
    """Whether the server has such a role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        return bool(cursor.fetchone()[0])


def faults(connection: BaseDatabaseWrapper, role: str) -> list[str]:
    """In words, in what the role differs from the written list; nothing if it is as it should be."""
    if stronger := attributes(connection, role):
        return [f"the role {role} is {', '.join(stronger)}"]
    things = look(connection, role)
    if owned := [thing for thing in things if thing.owned]:
        return [f"the role {role} owns {len(owned)} things, {owned[0].shown} among them, and may drop or alter them"]
    found = []
    for thing in things:
        for verb, rights in (("lacks", thing.written - thing.may), ("has", thing.may - thing.written)):
            if rights:
                found.append(f"{role} {verb} {', '.join(sorted(rights))} on {thing.kind.lower()} {thing.shown}")
    return found
