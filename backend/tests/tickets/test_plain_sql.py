"""The database holds the rules for everybody, also for those who come past the API."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tickets import counters
from tickets.models import Ticket, TicketEvent
from triage.models import Suggestion
from triage.services import suggestion_create

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def insert(**values: Any) -> int:
    row = {"title": "Printer", "description": "It hums.", **values}
    columns = ", ".join(row)
    places = ", ".join(["%s"] * len(row))
    [(pk,)] = sql(f"INSERT INTO tickets_ticket ({columns}) VALUES ({places}) RETURNING id", *row.values())
    return int(pk)


def test_an_insert_gets_the_defaults() -> None:
    ticket = Ticket.objects.get(pk=insert())
    assert (ticket.category, ticket.priority, ticket.status, ticket.version) == ("general", "medium", "open", 1)
    assert ticket.assignee is None
    assert sql("SELECT now() - created_at < '1 minute', created_at = updated_at, resolved_at FROM tickets_ticket") == [
        (True, True, None)
    ]


NOW = "2026-03-31T09:30:00Z"


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("tickets_ticket_category_valid", {"category": "Billing"}),
        ("tickets_ticket_priority_valid", {"priority": "urgent"}),
        ("tickets_ticket_status_valid", {"status": "done"}),
        ("tickets_ticket_title_not_blank", {"title": " \t\n"}),
        ("tickets_ticket_title_not_blank", {"title": ""}),
        ("tickets_ticket_description_not_blank", {"description": " \n "}),
        ("tickets_ticket_description_max", {"description": "x" * 50_001}),
        ("tickets_ticket_resolved_at_paired", {"resolved_at": NOW}),
        ("tickets_ticket_resolved_at_paired", {"status": "in_progress", "resolved_at": NOW}),
        ("tickets_ticket_resolved_at_paired", {"status": "resolved"}),
        ("tickets_ticket_resolved_at_paired", {"status": "closed", "resolved_at": None}),
        ("tickets_ticket_version_check", {"version": -1}),
        ("tickets_ticket_assignee_fk", {"assignee_id": 999_999}),
        ("", {"title": "x" * 201}),
        ("title", {"title": None}),
        ("description", {"description": None}),
        ("category", {"category": None}),
    ],
)
def test_a_wrong_ticket_is_refused_by_name(constraint: str, values: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError) as refused:
        insert(**values)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    told = refused.value.__cause__.diag
    assert (told.constraint_name or told.column_name or "") == constraint


@pytest.mark.parametrize(
    "values", [{"title": "x" * 200}, {"description": "🔥" * 50_000}, {"status": "closed", "resolved_at": NOW}]
)
def test_what_is_just_allowed_is_taken(values: dict[str, Any]) -> None:
    assert insert(**values)


EVENT = "INSERT INTO tickets_ticketevent (ticket_id, kind, field, source, actor_role) VALUES (%s, %s, %s, %s, %s)"


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("tickets_event_kind_valid", ("renamed", "title", "", "agent")),
        ("tickets_event_source_valid", ("accepted", "category", "oracle", "agent")),
        ("tickets_event_actor_role_valid", ("created", "", "", "robot")),
        ("tickets_event_field_paired", ("created", "title", "", "agent")),
        ("tickets_event_field_paired", ("changed", "", "", "agent")),
        ("tickets_event_source_paired", ("changed", "title", "llm", "agent")),
        ("tickets_event_source_paired", ("suggested", "category", "", "system")),
    ],
)
def test_a_wrong_entry_of_a_history_is_refused_by_name(constraint: str, values: tuple[str, ...]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        sql(EVENT, insert(), *values)


def test_an_entry_belongs_to_a_ticket() -> None:
    with pytest.raises(IntegrityError, match="tickets_event_ticket_fk"):
        sql(EVENT, insert() + 1, "created", "", "", "agent")


@pytest.mark.parametrize("statement", ["UPDATE tickets_ticketevent SET kind = kind", "DELETE FROM tickets_ticketevent"])
def test_a_history_is_only_ever_added_to(make_ticket: Callable[..., Ticket], statement: str) -> None:
    make_ticket()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        sql(statement)
    assert TicketEvent.objects.count() == 1


def test_a_delete_takes_history_and_search_text_with_it(make_ticket: Callable[..., Ticket]) -> None:
    kept, gone = make_ticket(), make_ticket()
    sql("DELETE FROM tickets_ticket WHERE id = %s", gone.pk)
    assert (
        sql("SELECT ticket_id FROM tickets_ticketevent") == sql("SELECT ticket_id FROM tickets_search") == [(kept.pk,)]
    )


def test_a_stored_suggestion_never_changes() -> None:
    suggestion = suggestion_create(description="Where is my invoice?")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        sql("UPDATE triage_suggestion SET category = 'general'")
    assert Suggestion.objects.get().category == suggestion.category


@pytest.mark.parametrize(
    ("constraint", "column", "value"),
    [
        ("triage_suggestion_category_valid", "category", "'fun'"),
        ("triage_suggestion_priority_valid", "priority", "'fun'"),
        ("triage_suggestion_source_valid", "source", "'fun'"),
        ("triage_suggestion_latency_positive", "latency_ms", "-1"),
    ],
)
def test_a_wrong_suggestion_is_refused_by_name(constraint: str, column: str, value: str) -> None:
    row = {"category": "'billing'", "priority": "'low'", "source": "'none'", "latency_ms": "1", column: value}
    with pytest.raises(IntegrityError, match=constraint):
        sql(
            f"INSERT INTO triage_suggestion (id, description_hash, matched, {', '.join(row)}) "
            f"VALUES (gen_random_uuid(), '', '{{}}', {', '.join(row.values())})"
        )


class TestCounters:
    """They follow every statement."""

    def test_each_kind_of_statement(self) -> None:
        insert()
        sql("INSERT INTO tickets_ticket (title, description) SELECT 'x', 'y' FROM generate_series(1, 9)")
        sql("UPDATE tickets_ticket SET category = 'billing', created_at = '2026-03-01' WHERE id % 2 = 0")
        sql("UPDATE tickets_ticket SET title = 'z'")
        sql("DELETE FROM tickets_ticket WHERE id %% 3 = %s", 0)
        assert counters.verify() == []
        assert sum(n for *_, n in counters.cell_counts()) == Ticket.objects.count()

    def test_an_upsert(self) -> None:
        pk = insert()
        sql(
            "INSERT INTO tickets_ticket (id, title, description) VALUES (%s, 'x', 'y'), (%s, 'x', 'y') "
            "ON CONFLICT (id) DO UPDATE SET priority = 'high'",
            *(pk, pk + 1_000),
        )
        assert counters.verify() == []
        assert counters.cell_counts() == [("general", "high", "open", 1), ("general", "medium", "open", 1)]

    def test_a_change_that_moves_nothing_leaves_no_delta(self) -> None:
        insert()
        counters.fold()
        sql("UPDATE tickets_ticket SET title = 'another', version = 2")
        assert counters.fold() == 0

    def test_a_truncate_zeroes_them(self) -> None:
        insert()
        counters.fold()
        insert()
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("TRUNCATE tickets_ticket CASCADE")
        assert counters.verify() == []
        assert counters.cell_counts() == []
