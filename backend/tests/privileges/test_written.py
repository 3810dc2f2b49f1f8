"""The application's role may do what is written, everywhere, and nothing else."""

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from privileges.looking import faults, look
from privileges.written import KINDS, TABLES

from .conftest import acting_as, run

# No row of a request needs these, whatever a later table is for.
NEVER = {"TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "CREATE", "TEMPORARY"}


def test_every_table_sequence_and_function_is_granted_as_written(role: str) -> None:
    assert faults(connection, role) == []
    things = look(connection, role)
    assert {thing.kind for thing in things} == {"TABLE", *KINDS}
    assert sum(thing.kind == "TABLE" for thing in things) > 30
    assert {thing.name: thing.may for thing in things if thing.name in TABLES} == TABLES
    assert [thing.shown for thing in things if thing.may & NEVER or thing.owned] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("GRANT TRUNCATE ON tickets_ticket TO {}", "has TRUNCATE on table public.tickets_ticket"),
        ("GRANT UPDATE ON tickets_ticketevent TO PUBLIC", "has UPDATE on table public.tickets_ticketevent"),
        ("REVOKE INSERT ON tickets_ticket FROM {}", "lacks INSERT on table public.tickets_ticket"),
        ("REVOKE USAGE ON SEQUENCE procrastinate_jobs_id_seq FROM {}", "lacks USAGE on sequence public.procrastinate"),
        ("REVOKE EXECUTE ON FUNCTION tickets_counters_fold FROM PUBLIC, {}", "lacks EXECUTE on function"),
        ("GRANT CREATE ON SCHEMA public TO {}", "has CREATE on schema public"),
        ("CREATE TABLE forgotten ()", "lacks DELETE, INSERT, SELECT, UPDATE on table public.forgotten"),
        ("ALTER ROLE {} SUPERUSER", "is SUPERUSER"),
        ("ALTER ROLE {} CREATEROLE BYPASSRLS", "is BYPASSRLS, CREATEROLE"),
        ("GRANT pg_execute_server_program TO {}", "is member of pg_execute_server_program"),
        ("ALTER TABLE tickets_ticket OWNER TO {}", "owns 2 things, public.tickets_ticket_id_seq among them"),
    ],
)  # fmt: skip
def test_one_right_too_many_or_too_few_is_told(role: str, change: str, told: str) -> None:
    # What is made after the grants has what the default privileges give: here they are of another's making.
    run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role}")
    run(change.format(role))
    [fault] = faults(connection, role)
    assert told in fault


def test_what_is_made_after_the_grants_is_granted_with_its_making(role: str) -> None:
    run("CREATE TABLE made_later (id bigserial)")
    assert faults(connection, role) == []


REFUSED = [
    "DROP TABLE tickets_ticket",
    "DROP VIEW tickets_total_count",
    "DROP FUNCTION tickets_counters_fold",
    "DROP TRIGGER tickets_event_append_only ON tickets_ticketevent",
    "DROP SCHEMA public CASCADE",
    "ALTER TABLE tickets_ticket ADD COLUMN more int",
    "ALTER TABLE tickets_ticket DISABLE TRIGGER ALL",
    "ALTER TABLE tickets_ticket DROP CONSTRAINT tickets_ticket_pkey CASCADE",
    "SET session_replication_role = replica",
    "TRUNCATE tickets_ticket CASCADE",
    "CREATE TABLE mine ()",
    "CREATE TEMPORARY TABLE mine ()",
    "CREATE SCHEMA mine",
    "CREATE INDEX mine ON tickets_ticket (title)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
    "CREATE TRIGGER mine BEFORE INSERT ON tickets_ticket EXECUTE FUNCTION tickets_count()",
    "CREATE ROLE mine",
    "ALTER ROLE postgres PASSWORD 'mine'",
    "COPY tickets_ticket TO PROGRAM 'cat'",
    "COPY accounts_user (username) FROM PROGRAM 'id'",
    "COPY tickets_ticket TO '/tmp/tickets'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
    "UPDATE tickets_ticketevent SET actor_role = 'agent'",
    "DELETE FROM tickets_ticketevent",
    "UPDATE triage_suggestion SET source = 'llm'",
    "INSERT INTO tickets_counter_delta VALUES (now(), 'general', 'low', 'open', 1000)",
    "UPDATE tickets_counter_total SET n = 0",
    "DELETE FROM tickets_search",
    "DELETE FROM django_migrations",
]  # fmt: skip


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_is_refused(role: str, statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, acting_as(role), transaction.atomic():
        run(statement)
    assert isinstance(refused.value.__cause__, InsufficientPrivilege), refused.value
