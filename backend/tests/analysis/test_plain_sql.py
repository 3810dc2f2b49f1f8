"""The database holds the rules of runs for everybody, also for those who come past the services."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db

NOW = "2026-03-31T09:30:00Z"
TABLES = {
    "analysis_run": {"scope": "pending"},
    "analysis_runticket": {"ticket_id": 1, "ticket_version": 1, "old_category": "general", "old_priority": "low"},
    "analysis_theme": {"position": 0, "title": "Invoices", "source": "keywords"},
    "analysis_reducestep": {"key": "summary", "digest": "0" * 64, "output": "{}"},
}
DONE = {"status": "done", "category": "billing", "priority": "low", "source": "keywords", "finished_at": NOW}
ASKED = {"provider": "gemini", "model": "small", "prompt_version": "analysis-1"}
FINISHED = {"status": "completed", "phase": "finished", "started_at": NOW, "finished_at": NOW}
SUMMARY = {"summary_source": "keywords", "summary": '{"headline": "x"}'}


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def insert(table: str, **values: Any) -> int:
    if table != "analysis_run" and "run_id" not in values:
        values["run_id"] = insert("analysis_run")
    row = {**TABLES[table], **values}
    columns, places = ", ".join(row), ", ".join(["%s"] * len(row))
    [(pk,)] = sql(f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING id", *row.values())
    return int(pk)


def refusal(table: str, **values: Any) -> str:
    """The constraint that refuses the row."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        insert(table, **values)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    told = refused.value.__cause__.diag
    return told.constraint_name or told.column_name or ""


def test_inserts_get_the_defaults() -> None:
    run = insert("analysis_run")
    insert("analysis_runticket", run_id=run)
    assert sql("SELECT status, phase, filter, figures, summary, left_out, started_at FROM analysis_run") == [
        ("pending", "waiting", "{}", "[]", "{}", 0, None)
    ]
    assert sql("SELECT status, active, source, note, attempts, finished_at FROM analysis_runticket") == [
        ("pending", True, "", "", 0, None)
    ]


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("phase_paired", {"status": "paused"}),
        ("phase_paired", {"phase": "resting"}),
        ("scope_valid", {"scope": "everything"}),
        ("summary_source_valid", {"summary_source": "oracle", "summary": '{"headline": "x"}'}),
        ("phase_paired", {"phase": "mapping"}),
        ("phase_paired", {"status": "processing", "started_at": NOW}),
        ("phase_paired", {"status": "processing", "started_at": NOW, "phase": "finished"}),
        ("phase_paired", {**FINISHED, **SUMMARY, "phase": "reducing"}),
        ("started_at_paired", {"started_at": NOW}),
        ("started_at_paired", {"status": "processing", "phase": "mapping"}),
        ("started_at_paired", {**FINISHED, **SUMMARY, "started_at": None}),
        ("finished_at_paired", {"finished_at": NOW}),
        ("finished_at_paired", {"status": "processing", "phase": "mapping", "started_at": NOW, "finished_at": NOW}),
        ("finished_at_paired", {**FINISHED, **SUMMARY, "finished_at": None}),
        ("finished_at_paired", {"status": "failed", "phase": "finished", "error": "It broke."}),
        ("finished_at_paired", {"status": "cancelled", "phase": "finished"}),
        ("error_paired", {"error": "It broke."}),
        ("error_paired", {"status": "failed", "phase": "finished", "finished_at": NOW}),
        ("filter_paired", {"filter": '{"status": ["open"]}'}),
        ("filter_object", {"scope": "filter", "filter": '["open"]'}),
        ("figures_array", {"figures": "{}"}),
        ("summary_object", {"summary_source": "llm", "summary": "[]"}),
        ("summary_paired", {"summary_source": "llm"}),
        ("summary_paired", {"summary": '{"headline": "x"}'}),
        ("summary_paired", FINISHED),
        ("model_paired", {**ASKED, "model": ""}),
        ("model_paired", {"prompt_version": "analysis-1"}),
        ("left_out_check", {"left_out": -1}),
    ],
)
def test_a_wrong_run_is_refused_by_name(constraint: str, values: dict[str, Any]) -> None:
    assert refusal("analysis_run", **values) == f"analysis_run_{constraint}"


@pytest.mark.parametrize(
    "values",
    [
        {"status": "processing", "phase": "reducing", "started_at": NOW, **ASKED},
        {**FINISHED, **SUMMARY},
        {"status": "failed", "phase": "finished", "finished_at": NOW, "error": "It broke."},
        {"status": "cancelled", "phase": "finished", "finished_at": NOW},
        {"scope": "filter", "filter": '{"status": ["open"]}'},
        {"scope": "filter"},
    ],
)
def test_what_a_run_may_be_is_taken(values: dict[str, Any]) -> None:
    assert insert("analysis_run", **values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("active_paired", {"status": "lost"}),
        ("old_category_valid", {"old_category": ""}),
        ("old_priority_valid", {"old_priority": "urgent"}),
        ("category_valid", {**DONE, "category": "fun"}),
        ("priority_valid", {**DONE, "priority": "fun"}),
        ("source_valid", {**DONE, "source": "oracle"}),
        ("outcome_valid", {**DONE, "outcome": "bored"}),
        ("active_paired", {"active": False}),
        ("active_paired", {"status": "skipped"}),
        ("active_paired", {"status": "cancelled", "finished_at": NOW}),
        ("done_paired", {**DONE, "category": ""}),
        ("done_paired", {**DONE, "priority": ""}),
        ("done_paired", {**DONE, "source": ""}),
        ("done_paired", {"note": "Cannot pay."}),
        ("done_paired", {"category": "billing"}),
        ("model_paired", {**DONE, "source": "llm", "outcome": "ok"}),
        ("model_paired", {**DONE, **ASKED, "source": "cache", "outcome": "timeout"}),
        ("model_paired", {**DONE, **ASKED, "outcome": "ok"}),
        ("error_paired", {"error": "timeout"}),
        ("error_paired", {"status": "failed", "finished_at": NOW}),
        ("finished_at_paired", {**DONE, "finished_at": None}),
        ("finished_at_paired", {"finished_at": NOW}),
        ("finished_at_paired", {"status": "skipped", "active": False, "finished_at": NOW}),
        ("finished_at_paired", {"status": "cancelled", "active": False}),
        ("latency_positive", {"latency_ms": -1}),
    ],
)
def test_a_wrong_ticket_of_a_run_is_refused_by_name(constraint: str, values: dict[str, Any]) -> None:
    assert refusal("analysis_runticket", **values) == f"analysis_run_ticket_{constraint}"


@pytest.mark.parametrize(
    "values",
    [
        DONE,
        {**DONE, "active": False, "outcome": "breaker_open", "note": "x" * 300},
        {**DONE, **ASKED, "source": "cache", "outcome": "ok"},
        {"status": "failed", "error": "timeout", "outcome": "timeout", "finished_at": NOW},
        {"status": "skipped", "active": False},
        {"status": "cancelled", "active": False, "finished_at": NOW},
    ],
)
def test_what_a_ticket_of_a_run_may_be_is_taken(values: dict[str, Any]) -> None:
    assert insert("analysis_runticket", **values)


def test_only_a_skipped_ticket_is_held_by_another_run() -> None:
    other = insert("analysis_run")
    assert insert("analysis_runticket", status="skipped", active=False, held_by_id=other)
    assert refusal("analysis_runticket", held_by_id=other) == "analysis_run_ticket_held_by_paired"


def test_only_an_analysed_ticket_has_a_theme() -> None:
    run = insert("analysis_run")
    theme = insert("analysis_theme", run_id=run)
    assert insert("analysis_runticket", run_id=run, theme_id=theme, **DONE)
    refused = refusal("analysis_runticket", run_id=run, ticket_id=2, theme_id=theme)
    assert refused == "analysis_run_ticket_done_paired"


class TestActive:
    """One run at a time holds a ticket."""

    def test_a_second_run_does_not_get_it(self) -> None:
        insert("analysis_runticket")
        assert refusal("analysis_runticket") == "analysis_run_ticket_active"

    def test_on_conflict_leaves_out_what_is_held(self) -> None:
        insert("analysis_runticket")
        run = insert("analysis_run")
        taken = sql(
            "INSERT INTO analysis_runticket (run_id, ticket_id, ticket_version, old_category, old_priority) "
            "SELECT %s, n, 1, 'general', 'low' FROM generate_series(1, 3) n "
            "ON CONFLICT (ticket_id) WHERE active DO NOTHING RETURNING ticket_id",
            run,
        )
        assert taken == [(2,), (3,)]

    def test_a_released_ticket_is_free(self) -> None:
        insert("analysis_runticket", **DONE, active=False)
        assert insert("analysis_runticket")

    def test_a_run_has_a_ticket_once(self) -> None:
        run = insert("analysis_run")
        insert("analysis_runticket", run_id=run, **DONE, active=False)
        assert refusal("analysis_runticket", run_id=run) == "analysis_run_ticket_once"


@pytest.mark.parametrize(
    ("table", "constraint", "values"),
    [
        ("analysis_theme", "analysis_theme_source_valid", {"source": "oracle"}),
        ("analysis_theme", "analysis_theme_title_not_blank", {"title": " "}),
        ("analysis_theme", "", {"title": "x" * 81}),
        ("analysis_reducestep", "analysis_reduce_step_key_not_blank", {"key": ""}),
        ("analysis_reducestep", "analysis_reduce_step_digest_not_blank", {"digest": ""}),
    ],
)
def test_a_wrong_theme_or_step_is_refused_by_name(table: str, constraint: str, values: dict[str, Any]) -> None:
    assert refusal(table, **values) == constraint


@pytest.mark.parametrize(
    ("table", "constraint"),
    [("analysis_theme", "analysis_theme_position"), ("analysis_reducestep", "analysis_reduce_step_once")],
)
def test_a_run_has_each_position_and_each_step_once(table: str, constraint: str) -> None:
    run = insert("analysis_run")
    insert(table, run_id=run)
    assert refusal(table, run_id=run) == constraint
