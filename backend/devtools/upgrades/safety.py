"""Is a migration safe while the previous release goes on serving requests?

squawk reads the SQL as PostgreSQL would: columns and tables that the old code still asks for, values it does not send,
locks that keep readers and writers out. What no single statement tells is looked at here.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Rules of taste, and those that `migrate_locked` sees to for every statement.
_NOT_OURS = (
    "ban-char-field",
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
    "prefer-identity",
    "prefer-robust-stmts",
    "prefer-text-field",
    "prefer-timestamp-tz",
    "require-lock-timeout",
    "require-statement-timeout",
)
_POSTGRESQL = "18"

# A new column that is empty has no values to check: PostgreSQL looks at no row, and the lock is held for a moment.
_EMPTY_REFERENCE = re.compile(r'ALTER TABLE \S+ ADD COLUMN "\w+" \S+ NULL CONSTRAINT \S+ REFERENCES', re.IGNORECASE)
_SAFE_WHEN_EMPTY = "adding-foreign-key-constraint"

# Django puts a default in parentheses, through which squawk does not see that PostgreSQL takes it once for all rows.
_IN_PARENTHESES = re.compile(r"DEFAULT \((\w+\(\))\)")

_BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
_DATA = re.compile(r"^\s*(INSERT|UPDATE|DELETE|WITH|-- THIS OPERATION CANNOT BE WRITTEN AS SQL)\b", re.MULTILINE)
_SCHEMA = re.compile(r"^\s*(ALTER|CREATE|DROP)\b", re.MULTILINE)

_EXEMPTION = re.compile(r"#\s*safe\[([\w-]+)\]:?[ \t]*(.*)")
_SHORTEST_REASON = 20  # characters


@dataclass(frozen=True)
class Fault:
    """What is not safe in a migration, and what to do instead."""

    rule: str
    message: str
    statement: str = ""

    def __str__(self) -> str:
        return f"[{self.rule}] {self.message}" + (f"\n      {self.statement}" if self.statement else "")


def faults(sql: str, source: str) -> list[Fault]:
    """What is wrong with a migration of that SQL (as `sqlmigrate` prints it) and that Python source.

    A comment in the source, beside the operation, exempts it from a rule: `# safe[rule-name]: why it is safe here`.
    """
    found = [*_squawk(sql), *_data_with_schema(sql)]
    exempted = dict(_EXEMPTION.findall(source))
    return [
        *(fault for fault in found if fault.rule not in exempted),
        *(
            Fault(rule, "The exemption gives no reason: say in a sentence why it is safe here.")
            for rule, reason in exempted.items()
            if len(reason.strip()) < _SHORTEST_REASON
        ),
        *(
            Fault(rule, "The exemption exempts nothing: remove it.")
            for rule in exempted
            if rule not in {fault.rule for fault in found}
        ),
    ]


def _squawk(sql: str) -> list[Fault]:
    command = [str(Path(sys.executable).with_name("squawk")), "--reporter=json", f"--pg-version={_POSTGRESQL}"]
    command += ["--stdin-filepath=migration.sql", f"--exclude={','.join(_NOT_OURS)}"]
    read = _IN_PARENTHESES.sub(r"DEFAULT \1", sql)
    done = subprocess.run(command, input=read, capture_output=True, text=True, check=False)  # noqa: S603
    if not done.stdout:
        raise RuntimeError(f"squawk could not read the SQL: {done.stderr}")
    lines = sql.splitlines()
    found = []
    for told in json.loads(done.stdout):
        statement = lines[told["line"]].strip()
        if told["rule_name"] == _SAFE_WHEN_EMPTY and _EMPTY_REFERENCE.match(statement):
            continue
        found.append(Fault(told["rule_name"], f"{told['message']} {told['help'] or ''}".strip(), statement))
    return found


def _data_with_schema(sql: str) -> list[Fault]:
    """A change of many rows takes long, and all the while the locks of the schema's change are held."""
    plain = _BODY.sub("''", sql)
    if plain.lstrip().startswith("BEGIN;") and _DATA.search(plain) and _SCHEMA.search(plain):
        return [
            Fault("data-with-schema", "Rows and schema change in one transaction: move one into its own migration.")
        ]
    return []
