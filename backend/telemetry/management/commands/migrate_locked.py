"""Migrates, one process at a time."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.backends.utils import CursorWrapper

# Any number, as long as it is always this one and no other lock's.
_LOCK = 7421000


class Command(BaseCommand):
    """For containers that start side by side: one migrates, the others wait for it and find nothing left to do."""

    help = "Wait for the database, then migrate under an advisory lock."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("wait_for_db")
        with connection.cursor() as cursor:
            # Asked again and again rather than waited for: a statement that waits holds a snapshot, and CREATE INDEX
            # CONCURRENTLY in the process that migrates would wait for it to end.
            while not self._locked(cursor):
                time.sleep(0.2)
            try:
                call_command("migrate", interactive=False, verbosity=options["verbosity"])
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])

    @staticmethod
    def _locked(cursor: CursorWrapper) -> bool:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
