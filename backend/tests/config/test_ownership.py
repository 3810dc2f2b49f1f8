"""Which role a process of the desk is."""

import subprocess
import sys

import pytest

from tests.config.test_settings import BACKEND, GOOD, shown, start

OWNER = "postgres://owner:s3-cret_of@db.example.org:5433/desk"
BOTH = {**GOOD, "MIGRATIONS_DATABASE_URL": OWNER}
SHOW = "s.DATABASES['default']['USER'], s.APPLICATION_ROLE"


@pytest.mark.parametrize(
    ("environment", "application"),
    [(BOTH, "desk"), (GOOD, ""), ({**GOOD, "MIGRATIONS_DATABASE_URL": GOOD["DATABASE_URL"]}, "")],
)
def test_what_serves_is_the_application(environment: dict[str, str], application: str) -> None:
    assert shown("production", environment, SHOW).split() == ["desk", *filter(None, [application])]


@pytest.mark.parametrize(
    ("command", "role"),
    [("migrate", "owner"), ("database_roles", "owner"), ("create_agent", "desk"), ("check", "desk")],
)
def test_a_command_that_changes_tables_is_the_owner(command: str, role: str) -> None:
    # manage.py as it is, up to where it would read its settings.
    program = (
        "import sys, runpy, django.core.management as m\n"
        f"sys.argv = ['manage.py', '{command}']\n"
        "def show(argv):\n from django.conf import settings as s\n print(s.DATABASES['default']['USER'])\n"
        "m.execute_from_command_line = show\n"
        "runpy.run_path('manage.py', run_name='__main__')"
    )
    environment = {**BOTH, "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=BACKEND, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == role


def test_a_secret_that_cannot_be_read_is_one_line() -> None:
    environment = {**GOOD, "MIGRATIONS_DATABASE_URL_FILE": "/no/such/file"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=BACKEND,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr == "MIGRATIONS_DATABASE_URL_FILE=/no/such/file cannot be read: No such file or directory.\n"


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({**BOTH, "MIGRATIONS_DATABASE_URL": "postgres://owner:owner@db/desk"}, "The password in MIGRATIONS_DATABASE_"),
        (
            {**BOTH, "DATABASE_URL": "postgres://db/desk"},
            "DATABASE_URL must name its role when MIGRATIONS_DATABASE_URL",
        ),
    ],
)
def test_production_refuses_what_is_not_safe_or_not_clear(environment: dict[str, str], told: str) -> None:
    done = start("production", environment)
    assert done.returncode != 0
    assert told in done.stderr.splitlines()[-1]
