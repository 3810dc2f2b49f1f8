"""Triages again what a model could not be asked about."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inference.runtime import get_model
from llm.types import Feature
from triage.catch_up import catch_up


class Command(BaseCommand):
    """Safe to run at any time and beside itself: does nothing while no model is configured or none answers."""

    help = "Triage tickets again whose category or priority came from keywords because no model could be asked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="Ask about at most this many tickets (100).")

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        model = get_model(Feature.TRIAGE)
        if model is None:
            self.stdout.write("No model is configured (LLM_PROVIDER): nothing to do.")
            return
        done = catch_up(model=model, limit=limit)
        self.stdout.write(f"Looked at {done.looked_at} tickets, changed {done.changed}.")
        if done.stopped:
            self.stdout.write(f"Stopped early ({done.stopped}).")
