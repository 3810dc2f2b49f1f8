"""Waits until the database takes connections."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from config.env import env


class Command(BaseCommand):
    """Exits with an error that says what to look at, if the database does not answer in time."""

    help = "Wait until the database takes connections."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=env.float("DB_WAIT_SECONDS", default=60))

    def handle(self, *args: Any, seconds: float, **options: Any) -> None:
        deadline = time.monotonic() + seconds
        waiting = False
        while True:
            try:
                connection.ensure_connection()
                return
            except OperationalError as error:
                if time.monotonic() >= deadline:
                    where = connection.settings_dict
                    raise CommandError(
                        f"The database at {where['HOST'] or 'the local socket'}:{where['PORT'] or 5432} did not answer "
                        f"within {seconds:g} seconds: {str(error).strip()}\n"
                        "Is it running, and is DATABASE_URL right? DB_WAIT_SECONDS sets how long to wait."
                    ) from error
                if not waiting:
                    self.stderr.write("Waiting for the database ...")
                    waiting = True
                time.sleep(0.5)
