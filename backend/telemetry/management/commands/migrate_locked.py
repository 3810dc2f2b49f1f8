"""Migrates, one process at a time."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

# Any number, as long as it is always this one and no other lock's.
_LOCK = 7421000


class Command(BaseCommand):
    """For containers that start side by side: one migrates, the others wait for it and find nothing left to do."""

    help = "Wait for the database, then migrate under an advisory lock."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("wait_for_db")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                call_command("migrate", interactive=False, verbosity=options["verbosity"])
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
