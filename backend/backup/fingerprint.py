"""What a database holds, in a form that two databases can be compared by."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from psycopg import Connection, sql

# What decides how a row is written as text, and nothing that would end a look at a large table.
_SESSION = """
SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET bytea_output = 'hex';
SET extra_float_digits = 1; SET xmloption = 'content'; SET search_path = '';
SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0
"""

# Unlogged tables are left out: a crash may empty them, so nothing that matters is there.
_TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND relpersistence = 'p' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
ORDER BY 1, 2
"""

# Rows in any order: a sum of 64-bit hashes needs neither a sort nor memory. It finds damage, not a clever forger.
_ROWS = "SELECT count(*), coalesce(sum(hashtextextended(one::text, 0)::numeric), 0)::text FROM ONLY {} AS one"

_SEQUENCES = """
SELECT format('%s.%s', nspname, relname), nspname, relname
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE relkind = 'S' AND nspname !~ '^pg_'
"""

_CATALOGUE = Path(__file__).with_name("catalogue.sql").read_bytes()

# PostgreSQL writes `IN ('a', 'b')` of a varchar with its casts in another place after a restore; it means the same.
_SPELLING = re.compile(r"::(character varying|text)(\(\d+\))?(\[\])?|[()\s]+")


@dataclass(frozen=True)
class Fingerprint:
    """Per table the number of rows and their checksum, per sequence the least and the most its last value may be (no
    snapshot holds sequences), and the definition of everything else."""

    tables: dict[str, tuple[int, str]]
    sequences: dict[str, tuple[int, int]]
    objects: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Self:
        return cls(
            {name: (rows, checksum) for name, (rows, checksum) in read["tables"].items()},
            {name: (least, most) for name, (least, most) in read["sequences"].items()},
            read["objects"],
        )


def prepare(connection: Connection[Any]) -> None:
    """Settings of the session, before the transaction whose snapshot is looked at."""
    connection.execute(_SESSION)
    connection.commit()


def take(connection: Connection[Any]) -> Fingerprint:
    """Read every row once, in the connection's transaction (`prepare` came before)."""
    tables = {}
    for schema, name in connection.execute(_TABLES).fetchall():
        row = connection.execute(sql.SQL(_ROWS).format(sql.Identifier(schema, name))).fetchone()
        assert row is not None
        tables[f"{schema}.{name}"] = (int(row[0]), str(row[1]))
    values = sequences(connection)
    objects = {
        f"{kind} {name}": _SPELLING.sub("", definition)
        for kind, name, definition in connection.execute(_CATALOGUE).fetchall()
    }
    return Fingerprint(tables, {name: (value, value) for name, value in values.items()}, objects)


def sequences(connection: Connection[Any]) -> dict[str, int]:
    """The last value that each sequence has given, at this moment and not in the snapshot."""
    found = {}
    for full, schema, name in connection.execute(_SEQUENCES).fetchall():
        asked = sql.SQL("SELECT last_value - (NOT is_called)::int FROM {}").format(sql.Identifier(schema, name))
        row = connection.execute(asked).fetchone()
        assert row is not None
        found[full] = int(row[0])
    return found


def differences(wanted: Fingerprint, found: Fingerprint) -> list[str]:
    """In words, what is not the same; nothing if the databases hold the same."""
    wrong = []
    for table in sorted(wanted.tables.keys() | found.tables.keys()):
        (rows, checksum), (rows_found, checksum_found) = (
            side.tables.get(table, (None, "")) for side in (wanted, found)
        )
        if rows != rows_found:
            wrong.append(f"{table}: {_number(rows)} became {_number(rows_found)}")
        elif checksum != checksum_found:
            wrong.append(f"{table}: other contents in {rows} rows")
    for name in sorted(wanted.sequences.keys() | found.sequences.keys()):
        least, most = wanted.sequences.get(name, (1, 0))
        least_found, most_found = found.sequences.get(name, (1, 0))
        if max(least, least_found) > min(most, most_found):
            wrong.append(f"sequence {name}: {least} to {most} became {least_found}")
    for name in sorted(wanted.objects.keys() | found.objects.keys()):
        if wanted.objects.get(name) != found.objects.get(name):
            wrong.append(f"{name}: {'missing' if name not in found.objects else 'not as it was'}")
    return wrong


def _number(rows: int | None) -> str:
    return "no table" if rows is None else f"{rows} rows"
