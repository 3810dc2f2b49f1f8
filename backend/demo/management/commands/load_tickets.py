"""Loads very many tickets for measuring."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from demo.corpus import COMMON, OLD, RARE
from demo.load import load_tickets
from demo.management.arguments import positive, refuse_a_desk_in_use


class Command(BaseCommand):
    """Meaningless text in realistic amounts; `demo` makes tickets to look at.

    Distribution: technical 42 %, billing 24, account 20, general 14; medium 47 %, low 29, high 20, critical 4. Status
    by age: up to 2 days mostly open, up to 14 mostly resolved or closed, beyond that 90 % closed. Descriptions
    log-normal with a mean of about 390 bytes (4 to 700 words), of a stock of 20,000 sentences. Arrivals by weekday and
    hour, growing by 40 % over time. Of what is open 25 % is assigned, of all else 95 %: to 20 accounts, equally.

    Words to search for, and the tickets that have them: "error" 30 %, "zeppelin" 20 tickets, "legacyportal" all of the
    oldest 3 % and no other. Each history has its `created` entry only, because no query grows with the length of one.
    """

    help = "Load very many tickets by COPY, for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tickets", type=positive, default=100_000, help="how many (default: %(default)s)")
        parser.add_argument("--days", type=positive, default=730, help="over how many days (default: %(default)s)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed loads the same tickets (default: 1)")
        existing = parser.add_mutually_exclusive_group()
        existing.add_argument("--add", action="store_true", help="although there are tickets already")
        existing.add_argument(
            "--quick",
            action="store_true",
            help="the same sooner: without the upkeep of indexes and triggers, and nobody else gets at tickets",
        )

    def handle(self, *args: Any, tickets: int, days: int, seed: int, add: bool, quick: bool, **options: Any) -> None:
        if not add:
            refuse_a_desk_in_use("load_tickets")
        started = time.perf_counter()
        loaded = load_tickets(tickets=tickets, days=days, seed=seed, now=timezone.now(), quick=quick)
        self.stdout.write(
            f"Loaded {tickets:,} tickets from {loaded.first:%d %b %Y} to {loaded.last:%d %b %Y}"
            f" in {time.perf_counter() - started:.1f} s; mean description {loaded.mean_bytes:.0f} bytes.\n"
            f"Words to search for: {COMMON} (common), {RARE} (rare), {OLD} (only in the oldest tickets)."
        )
