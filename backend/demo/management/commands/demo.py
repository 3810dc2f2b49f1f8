"""Fills the desk with believable tickets."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from demo.management.arguments import positive, refuse_a_desk_in_use
from demo.services import demo_create
from tickets.choices import Category, EventKind, Priority, Status
from tickets.models import Ticket


class Command(BaseCommand):
    """Refuses to mix made-up tickets with others, unless told to."""

    help = "Make believable tickets with their history, for trying the desk out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tickets", type=positive, default=500, help="how many (default: %(default)s)")
        parser.add_argument("--days", type=positive, default=60, help="over how many days (default: %(default)s)")
        parser.add_argument("--seed", type=int, help="the same seed makes the same tickets (default: as many as exist)")
        parser.add_argument("--add", action="store_true", help="although there are tickets already")

    def handle(self, *args: Any, tickets: int, days: int, seed: int | None, add: bool, **options: Any) -> None:
        if not add:
            refuse_a_desk_in_use("demo")
        # So that adding again does not repeat what is there.
        seed = Ticket.objects.count() if seed is None else seed
        made = demo_create(tickets=tickets, days=days, seed=seed, now=timezone.now())
        self.stdout.write(f"Made {tickets:,} tickets from {made.first:%d %b %Y} to {made.last:%d %b %Y} (seed {seed}).")
        self._line("category", made.category, Category.values)
        self._line("priority", made.priority, Priority.values)
        self._line("status", made.status, Status.values)
        self._line("history", made.events, EventKind.values)

    def _line(self, name: str, counts: Counter[str], values: list[str]) -> None:
        self.stdout.write(f"  {name:<9} " + ", ".join(f"{value} {counts[value]:,}" for value in values))
