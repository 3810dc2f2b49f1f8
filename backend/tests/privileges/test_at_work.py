"""What the application does, done by its role."""

import pytest
from django.db import connection

from tests.conftest import draft
from tickets import counters
from tickets.actors import SYSTEM
from tickets.models import Ticket, TicketEvent
from tickets.services import ticket_delete, ticket_update, tickets_create

from .conftest import acting_as


def documents() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM tickets_search ORDER BY ticket_id")
        return [document for (document,) in cursor.fetchall()]


@pytest.mark.django_db
def test_triggers_keep_counters_search_and_history_for_a_role_that_may_not_write_them(role: str) -> None:
    with acting_as(role):
        first, second = tickets_create(drafts=[draft(title="One"), draft(title="Two")], actor=SYSTEM)
        ticket_update(ticket_id=first.pk, changes={"title": "Three", "status": "closed"}, actor=SYSTEM)
        assert documents() == ["THREE\nIT HUMS.", "TWO\nIT HUMS."]
        assert counters.fold() > 0
        ticket_delete(ticket_id=second.pk, actor=SYSTEM)
        assert counters.verify() == []
        assert counters.cell_counts() == [("general", "low", "closed", 1)]
        assert documents() == ["THREE\nIT HUMS."]
        assert set(TicketEvent.objects.values_list("ticket", flat=True)) == {first.pk}
        assert Ticket.objects.get().title == "Three"


@pytest.mark.django_db
def test_whose_tables_a_trigger_writes_is_not_for_the_role_to_choose(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
    assert found.keys() >= {"tickets_count", "tickets_counters_fold", "tickets_search_insert", "tickets_search_update"}
    assert [name for name, settings in found.items() if settings != ["search_path=pg_catalog, public, pg_temp"]] == []
