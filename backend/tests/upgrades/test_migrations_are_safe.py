"""Each new migration is safe while the previous release serves requests; and what is not safe is found."""

import pytest
from django.db import migrations, models

from devtools.upgrades.migrations import baseline, faults_of, ours
from devtools.upgrades.safety import faults

NEW = {name: migration for name, migration in ours().items() if name not in baseline()}


def rules(sql: str, source: str = "") -> list[str]:
    return [fault.rule for fault in faults(f"BEGIN;\n{sql}\nCOMMIT;", source)]


def test_the_baseline_is_there() -> None:
    assert baseline() <= set(ours())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(NEW))
def test_a_new_migration_is_safe(name: str) -> None:
    told = "\n".join(f"  - {fault}" for fault in faults_of(NEW[name]))
    assert not told, f"{name} is not safe while the previous release runs (docs/operations.md, Upgrade):\n{told}"


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ('ALTER TABLE "t" ADD COLUMN "a" varchar(20) NOT NULL;', "adding-required-field"),
        ('ALTER TABLE "t" ALTER COLUMN "a" DROP DEFAULT;', "ban-drop-default"),
        ('ALTER TABLE "t" ADD COLUMN "a" timestamptz DEFAULT clock_timestamp() NOT NULL;', "adding-field-with-default"),
        ('ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL;', "adding-not-nullable-field"),
        ('ALTER TABLE "t" DROP COLUMN "a" CASCADE;', "ban-drop-column"),
        ('DROP TABLE "t" CASCADE;', "ban-drop-table"),
        ('ALTER TABLE "t" RENAME COLUMN "a" TO "b";', "renaming-column"),
        ('ALTER TABLE "t" RENAME TO "u";', "renaming-table"),
        ('ALTER TABLE "t" ALTER COLUMN "a" TYPE bigint USING "a"::bigint;', "changing-column-type"),
        ('CREATE INDEX "i" ON "t" ("a");', "require-concurrent-index-creation"),
        ('DROP INDEX "i";', "require-concurrent-index-deletion"),
        ('ALTER TABLE "t" ADD CONSTRAINT "c" CHECK ("a" > 0);', "constraint-missing-not-valid"),
        ('ALTER TABLE "t" DROP CONSTRAINT "c";', "ban-drop-constraint"),
        ('DROP VIEW "v";', "ban-drop-view"),
        ('UPDATE "t" SET "a" = 1;\nALTER TABLE "t" ADD COLUMN "b" bigint NULL;', "data-with-schema"),
        ("-- THIS OPERATION CANNOT BE WRITTEN AS SQL\nCREATE TABLE n (a bigint PRIMARY KEY);", "data-with-schema"),
    ],
)
def test_what_is_not_safe_is_found(sql: str, rule: str) -> None:
    assert rules(sql) == [rule]


@pytest.mark.parametrize(
    "sql",
    [
        'ALTER TABLE "t" ADD COLUMN "a" varchar(20) DEFAULT \'x\' NOT NULL;',
        'ALTER TABLE "t" ADD COLUMN "a" timestamptz DEFAULT (STATEMENT_TIMESTAMP()) NOT NULL;',
        'ALTER TABLE "t" ADD COLUMN "a_id" bigint NULL CONSTRAINT "f" REFERENCES "u"("id") INITIALLY DEFERRED;',
        'ALTER TABLE "t" ADD CONSTRAINT "c" CHECK ("a" > 0) NOT VALID;',
        'CREATE TABLE "n" ("a" integer NOT NULL CHECK ("a" > 1));\nCREATE INDEX "i" ON "n" ("a");',
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\nDELETE FROM t;\nRETURN NULL;\nEND $$;",
    ],
)
def test_what_is_safe_is_let_through(sql: str) -> None:
    assert rules(sql) == []


def test_a_reference_with_values_to_check_is_no_empty_one() -> None:
    sql = 'ALTER TABLE "t" ADD COLUMN "a_id" bigint DEFAULT 1 NOT NULL CONSTRAINT "f" REFERENCES "u"("id");'
    assert rules(sql) == ["adding-foreign-key-constraint"]


DROPPED = 'ALTER TABLE "t" DROP COLUMN "a" CASCADE;'


def test_an_exemption_carries_its_reason() -> None:
    assert rules(DROPPED, "# safe[ban-drop-column]: no release reads it since 0.3\n") == []
    assert rules(DROPPED, "# safe[ban-drop-column]: yes\n") == ["ban-drop-column"]
    assert rules(DROPPED, "# safe[ban-drop-column]:\n# of another comment, which is long enough\n") == [
        "ban-drop-column"
    ]


def test_an_exemption_that_exempts_nothing_is_a_fault() -> None:
    source = (
        "# safe[ban-drop-column]: no release reads it since 0.3\n# safe[ban-drop-table]: nobody has ever asked it\n"
    )
    assert rules(DROPPED, source) == ["ban-drop-table"]


@pytest.mark.django_db(transaction=True)
def test_the_sql_of_a_migration_is_what_django_would_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field with a default of Python's alone: the old code would send nothing for it, and be refused."""
    monkeypatch.setattr(
        ours()["tickets.0005_applied_analyses"].__class__,
        "operations",
        [migrations.AddField("ticket", "channel", models.CharField(max_length=20, default="web"))],
    )
    found = faults_of(ours()["tickets.0005_applied_analyses"])
    assert [fault.rule for fault in found] == ["ban-drop-default"]
    assert found[0].statement == 'ALTER TABLE "tickets_ticket" ALTER COLUMN "channel" DROP DEFAULT;'
