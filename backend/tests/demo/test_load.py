import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from demo.corpus import OLD
from demo.load import ASSIGNEES, load_tickets
from demo.quick import NotEmpty
from demo.rows import ASSIGNED
from tickets import counters
from tickets.models import Ticket, TicketEvent, TicketSearch

# VACUUM refuses to run inside the transaction of an ordinary test.
pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 3, 18, 11, 30, tzinfo=UTC)


def content() -> list[Any]:
    return list(
        Ticket.objects.order_by("id").values_list(
            "title", "description", "category", "priority", "status", "version", "created_at", "resolved_at"
        )
    )


def fresh_counter_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tickets_counter_delta")
        return int(cursor.fetchone()[0])


def test_every_table_agrees_and_the_counters_are_folded() -> None:
    loaded = load_tickets(tickets=400, days=100, seed=1, now=NOW)
    assert counters.verify() == []
    assert fresh_counter_rows() == 0
    created = dict(Ticket.objects.values_list("id", "created_at"))
    assert len(created) == 400
    assert NOW - timedelta(days=100) <= loaded.first == min(created.values())
    assert max(created.values()) == loaded.last <= NOW
    assert dict(TicketSearch.objects.values_list("ticket_id", "created_at")) == created
    assert dict(TicketEvent.objects.filter(kind="created").values_list("ticket_id", "created_at")) == created
    assert TicketEvent.objects.count() == 400


def test_only_the_oldest_tickets_have_the_old_word() -> None:
    load_tickets(tickets=400, days=100, seed=1, now=NOW)
    having = list(Ticket.objects.order_by("created_at", "id").values_list("description", flat=True))
    assert [OLD in description for description in having] == [True] * 12 + [False] * 388


def test_times_of_change_lie_between_creation_and_now() -> None:
    load_tickets(tickets=400, days=30, seed=1, now=NOW)
    for ticket in Ticket.objects.all():
        assert ticket.created_at <= ticket.updated_at <= NOW
        assert ticket.resolved_at in (None, ticket.updated_at)


def test_the_same_seed_loads_the_same_tickets() -> None:
    load_tickets(tickets=50, days=30, seed=5, now=NOW)
    first = content()
    Ticket.objects.all().delete()
    load_tickets(tickets=50, days=30, seed=5, now=NOW)
    assert content() == first


def everything() -> dict[str, list[Any]]:
    """What is in each table that a load writes, with ids counted from the first one on; and what keeps it so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM tickets_ticket")
        [(first,)] = cursor.fetchall()
        found = {}
        for name, statement in _EVERYTHING.items():
            cursor.execute(statement.replace("{first}", str(first)))
            found[name] = cursor.fetchall()
    # PostgreSQL writes the same list of constants in two ways.
    found["indexes"] = [re.sub(r"::[a-z ]+(\[\])?|[()]", "", definition) for (definition,) in found["indexes"]]
    return found


_TABLES = "('tickets_ticket'::regclass, 'tickets_search'::regclass, 'tickets_ticketevent'::regclass)"
_EVERYTHING = {
    "tickets": "SELECT id - {first}, (to_jsonb(t) - 'id')::text FROM tickets_ticket AS t ORDER BY id",
    "search": "SELECT ticket_id - {first}, created_at, document FROM tickets_search ORDER BY 1",
    "events": "SELECT ticket_id - {first}, (to_jsonb(e) - '{id,ticket_id}'::text[])::text FROM tickets_ticketevent AS e"
    " ORDER BY e.id",
    "daily": "SELECT * FROM tickets_counter_daily ORDER BY day, category, priority, status",
    "total": "SELECT * FROM tickets_counter_total ORDER BY category, priority, status",
    "not folded": "SELECT * FROM tickets_counter_delta",
    "indexes": f"SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN {_TABLES} ORDER BY 1",
    "constraints": f"SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint"
    f" WHERE conrelid IN {_TABLES} OR confrelid IN {_TABLES} ORDER BY 1",
    "triggers": f"SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE tgrelid IN {_TABLES}"
    " AND NOT tgisinternal ORDER BY 1",
}


def test_a_quick_load_differs_in_nothing() -> None:
    load_tickets(tickets=2_000, days=100, seed=7, now=NOW)
    slow = everything()
    Ticket.objects.all().delete()
    counters.fold()
    load_tickets(tickets=2_000, days=100, seed=7, now=NOW, quick=True)
    assert everything() == slow
    assert counters.verify() == []
    assert [len(slow[name]) for name in ("tickets", "search", "events")] == [2_000] * 3


def test_what_is_written_after_a_quick_load_is_kept_up(make_ticket: Any) -> None:
    load_tickets(tickets=50, days=30, seed=5, now=NOW, quick=True)
    ticket = make_ticket(title="Later")
    assert TicketSearch.objects.get(ticket=ticket).document.startswith("LATER")
    assert counters.verify() == []


def test_a_quick_load_leaves_a_desk_with_tickets_alone(make_ticket: Any) -> None:
    make_ticket()
    with pytest.raises(NotEmpty):
        load_tickets(tickets=10, days=5, seed=1, now=NOW, quick=True)
    assert Ticket.objects.count() == 1
    assert make_ticket().pk


def test_open_tickets_are_mostly_nobodys_and_others_somebodys() -> None:
    load_tickets(tickets=2_000, days=40, seed=1, now=NOW)
    share = {
        status: Ticket.objects.filter(status=status, assignee__isnull=False).count()
        / Ticket.objects.filter(status=status).count()
        for status in ("open", "closed")
    }
    assert share == {status: pytest.approx(ASSIGNED[status], abs=0.15) for status in share}
    assert Ticket.objects.values("assignee").distinct().count() == ASSIGNEES + 1


def test_ids_of_later_tickets_do_not_collide(make_ticket: Any) -> None:
    load_tickets(tickets=50, days=30, seed=5, now=NOW)
    assert make_ticket().pk > max(Ticket.objects.filter(created_at__lt=NOW).values_list("id", flat=True))


def test_the_command_leaves_a_desk_in_use_alone_unless_told_to_add(make_ticket: Any) -> None:
    make_ticket()
    with pytest.raises(CommandError, match="load_tickets --add"):
        call_command("load_tickets", "--tickets=10")
    assert Ticket.objects.count() == 1
    out = StringIO()
    call_command("load_tickets", "--tickets=10", "--days=5", "--add", stdout=out)
    assert Ticket.objects.count() == 11
    assert "Loaded 10 tickets" in out.getvalue()
    assert OLD in out.getvalue()
