"""Migrates, one process at a time, and never makes those who use the desk wait for long."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from telemetry.lock_waits import KEEPALIVES, holders, is_lock_wait, waiting_at_most

# Any number, as long as it is always this one and no other lock's.
_LOCK = 7421000

# Seconds between two attempts, at first and at most.
_PAUSE, _LONGEST_PAUSE = 0.5, 8.0


class Command(BaseCommand):
    """For containers that start side by side: one migrates, the others wait for it and find nothing left to do.

    While a migration waits for a table, everybody who comes after it waits behind it. So it waits shortly, gives the
    others their turn, and tries again; each migration is a transaction of its own, so nothing is done twice.
    """

    help = "Wait for the database, then migrate under an advisory lock, with short waits for tables and many attempts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lock-timeout", type=float, default=2, help="seconds to wait for a table (default: 2)")
        parser.add_argument("--seconds", type=float, default=60, help="how long to try again (default: 60)")

    def handle(self, *args: Any, lock_timeout: float, seconds: float, **options: Any) -> None:
        call_command("wait_for_db")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {KEEPALIVES}")
            # Asked again and again rather than waited for: a statement that waits holds a snapshot, and CREATE INDEX
            # CONCURRENTLY in the process that migrates would wait for it to end.
            while not self._locked(cursor):
                time.sleep(0.2)
            try:
                with waiting_at_most(lock_timeout):
                    self._migrate(until=time.monotonic() + seconds, verbosity=options["verbosity"])
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])

    def _migrate(self, *, until: float, verbosity: int) -> None:
        pause = _PAUSE
        while True:
            try:
                call_command("migrate", interactive=False, verbosity=verbosity)
                return
            except OperationalError as error:
                if not is_lock_wait(error):
                    raise
                if time.monotonic() + pause >= until:
                    raise CommandError(
                        f"A migration got no hold of its table: {str(error).strip()}\nWhat it had done so far is "
                        "undone, and the earlier migrations are kept. End what holds the table, and start again: "
                        f"{holders() or 'nobody holds any now'}."
                    ) from error
            self.stderr.write(f"A table is in use; trying again in {pause:g} s ...")
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    @staticmethod
    def _locked(cursor: CursorWrapper) -> bool:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
