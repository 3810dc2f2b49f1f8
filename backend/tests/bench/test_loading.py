"""What a run of the bench leaves behind is gone before the next."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from bench.api.loading import _AS_LOADED
from demo.load import load_tickets
from tests.conftest import ApiClient
from tickets import counters
from tickets.models import Ticket, TicketEvent, TicketSearch

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

TICKETS = 200
NOW = datetime(2026, 3, 18, 11, 30, tzinfo=UTC)


@pytest.fixture
def loaded(settings: Any) -> None:
    settings.DESK_OPEN = True
    load_tickets(tickets=TICKETS, days=30, seed=1, now=NOW, quick=True)


def stored() -> list[Any]:
    tables = (Ticket, TicketEvent, TicketSearch)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_what_requests_have_written_is_undone(api: ApiClient, loaded: None) -> None:
    before = stored()
    opened = Ticket.objects.filter(status="open").values_list("pk", flat=True)[0]
    assert api.patch(f"/api/tickets/{opened}/", '{"status": "in_progress"}').status_code == 200
    text = {"title": "More", "description": "Of it.", "category": "general", "priority": "low"}
    assert api.post("/api/tickets/", [text] * 3).status_code == 201
    assert stored() != before
    with connection.cursor() as cursor:
        cursor.execute(_AS_LOADED.format(tickets=TICKETS))
    assert stored() == before
    assert counters.verify() == []


def test_the_history_is_append_only_again(loaded: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_AS_LOADED.format(tickets=TICKETS))
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname = 'tickets_event_append_only'")
        assert cursor.fetchall() == [("O",)]
