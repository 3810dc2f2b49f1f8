"""Tickets: their rules, their history, their counters and their search."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TicketsConfig(AppConfig):
    name = "tickets"

    def ready(self) -> None:
        from tickets.search_index import ensure_search_index

        post_migrate.connect(ensure_search_index, sender=self)
