"""A database that was made by a superuser, as earlier releases did, is handed to the roles; without them it goes on."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from backup.making import make
from backup.problem import Problem
from backup.restoring import restore
from backup.settings import read_settings
from devtools.environment import desk_environment
from devtools.folders import passing_folder
from devtools.paths import BACKEND
from devtools.postgres import EmbeddedServer, binaries
from devtools.roles import Roles, make_roles

# What is in the database, and it itself, but is not of who asks.
OTHERS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner <> current_user::regrole
UNION ALL
SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner <> current_user::regrole
UNION ALL
SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typowner <> current_user::regrole
UNION ALL
SELECT datname FROM pg_database WHERE datname = current_database() AND datdba <> current_user::regrole
"""
Manage = Callable[..., "subprocess.CompletedProcess[str]"]


def manage(environment: dict[str, str]) -> Manage:
    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *arguments]
        given = environment | {"DJANGO_SETTINGS_MODULE": "config.settings.development"} | more
        return subprocess.run(command, cwd=BACKEND, env=given, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Not one of pytest's: the next run of pytest closes those to PostgreSQL's account."""
    with passing_folder("tests") as made:
        yield made


@pytest.fixture(scope="module")
def earlier(folder: Path) -> Iterator[str]:
    """The server of an earlier release: its superuser has made everything, and is who the application is."""
    with EmbeddedServer(folder / "postgres", durable=False) as url:
        done = manage(desk_environment(url, folder))("migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        yield url


@pytest.fixture(scope="module")
def roles(earlier: str) -> Roles:
    """Made twice: nothing is different the second time."""
    made = make_roles(earlier)
    assert make_roles(earlier) == made
    return made


@pytest.fixture(scope="module")
def taken_over(roles: Roles, folder: Path) -> Manage:
    run = manage(desk_environment(roles.application, folder) | {"MIGRATIONS_DATABASE_URL": roles.owner})
    migrated = run("migrate_locked", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    return run


def test_without_the_roles_it_starts_and_a_closed_desk_says_so(earlier: str, folder: Path) -> None:
    run = manage(desk_environment(earlier, folder))
    started = run("migrate_locked", "--verbosity=0", DESK_OPEN="false")
    assert started.returncode == 0
    assert "database_role_not_as_written" in started.stdout + started.stderr
    checked = run("database_roles", "--check")
    assert checked.returncode != 0
    assert "the role postgres is BYPASSRLS, CREATEDB, CREATEROLE, REPLICATION, SUPERUSER" in checked.stderr
    assert "docs/operations.md" in checked.stderr


def test_the_owner_owns_everything_and_is_no_superuser(roles: Roles, taken_over: Manage) -> None:
    with psycopg.connect(roles.owner) as connection:
        others = connection.execute(OTHERS).fetchall()
        attributes = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert others == []
    assert attributes == (False, False, False, False)


def test_the_application_is_as_written_and_says_so(taken_over: Manage) -> None:
    for arguments in (["--check"], []):
        done = taken_over("database_roles", *arguments)
        assert done.returncode == 0, done.stderr
        assert "desk_app may do what is written, and nothing else." in done.stdout


def test_the_backup_reads_everything_and_writes_nothing(roles: Roles, taken_over: Manage) -> None:
    with psycopg.connect(roles.backup, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 30
        for statement in ("DELETE FROM tickets_ticket", "DROP TABLE tickets_ticket", "CREATE TABLE mine ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_role_that_is_missing_does_not_stop_a_migration(roles: Roles, taken_over: Manage) -> None:
    elsewhere = roles.application.replace("desk_app", "nobody_made_me")
    done = taken_over("migrate_locked", "--verbosity=0", DATABASE_URL=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "database_role_missing" in done.stdout + done.stderr
    refused = taken_over("database_roles", DATABASE_URL=elsewhere)
    assert "The server has no role nobody_made_me" in refused.stderr


def test_the_sql_is_printed_without_asking_a_database(taken_over: Manage) -> None:
    done = taken_over("database_roles", "--sql", MIGRATIONS_DATABASE_URL="postgres://nobody@localhost:1/nothing")
    assert done.returncode == 0, done.stderr
    assert 'ALTER ROLE :"application" LOGIN NOSUPERUSER' in done.stdout


def test_a_backup_is_made_by_one_role_restored_by_another_and_used_by_the_third(
    roles: Roles, taken_over: Manage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{binaries()}{os.pathsep}{os.environ['PATH']}")
    environment = {"DATABASE_URL": roles.backup, "MIGRATIONS_DATABASE_URL": roles.owner}
    settings = read_settings(environment | {"BACKUP_FOLDER": str(folder / "backups")})
    made = make(settings, datetime(2026, 1, 31, tzinfo=UTC))
    with pytest.raises((Problem, psycopg.errors.InsufficientPrivilege)):
        restore(settings, made, replace=True)
    with psycopg.connect(roles.application) as at_work:
        restore(settings.as_owner(), made, replace=True)
        with pytest.raises(psycopg.OperationalError):  # was in the way
            at_work.execute("SELECT 1")
    assert taken_over("database_roles", "--check").returncode == 0
    assert taken_over("demo", "--add", "--tickets=3", "--days=1").returncode == 0


def test_the_application_alone_starts_where_somebody_else_has_migrated(roles: Roles, taken_over: Manage) -> None:
    done = taken_over("migrate_locked", "--verbosity=0", MIGRATIONS_DATABASE_URL="", DESK_OPEN="false")
    assert done.returncode == 0, done.stderr
    assert "database_role" not in done.stdout + done.stderr
