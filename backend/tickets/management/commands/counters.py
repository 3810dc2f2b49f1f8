"""Keeps the counters."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tickets import counters


class Command(BaseCommand):
    """Answers are exact whether or not anybody folds; folding keeps them quick."""

    help = "Fold the fresh counter rows, verify the counters against the tickets, or rebuild them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["fold", "verify", "rebuild"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, action)()

    def fold(self) -> None:
        folded = counters.fold()
        self.stdout.write("Another fold is under way." if folded < 0 else f"Folded {folded:,} rows.")

    def verify(self) -> None:
        mismatches = counters.verify()
        for found in mismatches:
            self.stderr.write(f"{found.table} {found.cell}: counter {found.counter:,}, counted {found.counted:,}")
        if mismatches:
            raise CommandError(f"{len(mismatches)} counters are wrong: run `manage.py counters rebuild`.")
        self.stdout.write("All counters agree with the tickets.")

    def rebuild(self) -> None:
        counters.rebuild()
        self.stdout.write("Counted all tickets anew.")
