"""Tells what the application's role may do, and how to make the roles on a server of one's own."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from privileges.granting import grant
from privileges.looking import exists, faults

_SQL = Path(__file__).resolve().parents[2] / "server" / "roles.sql"


class Command(BaseCommand):
    """`--sql` asks no database: its output is for psql, as a superuser of the server."""

    help = "Grant the application's role what is written, check that (--check), or print what makes the roles (--sql)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="change nothing; fail if the role is not as written")
        what.add_argument("--sql", action="store_true", help="print the SQL that makes the roles, for psql")

    def handle(self, *args: Any, check: bool, sql: bool, **options: Any) -> None:
        if sql:
            self.stdout.write(_SQL.read_text(encoding="utf-8"), ending="")
            return
        role = settings.APPLICATION_ROLE or str(connection.settings_dict["USER"])
        if not exists(connection, role):
            raise CommandError(f"The server has no role {role}: `manage.py database_roles --sql` prints what makes it.")
        if settings.APPLICATION_ROLE and not check:
            grant(connection, role)
        if found := faults(connection, role):
            raise CommandError("\n".join([*found, "docs/operations.md, Roles of the database, tells what to do."]))
        self.stdout.write(f"{role} may do what is written, and nothing else.")
