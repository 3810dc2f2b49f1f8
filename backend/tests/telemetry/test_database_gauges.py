"""The gauges that one exporter reads from the database."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from pytest_django import DjangoAssertNumQueries

from llm.environment import read_config
from telemetry.metrics import database
from telemetry.metrics.database import UP, DatabaseGauges, Described, GaugeSource, configured_sources
from tests.conftest import ApiClient
from tests.patience import within_one_day
from tests.telemetry.server import Samples, parse, value
from tickets.models import Ticket
from triage.models import Decision

pytestmark = pytest.mark.django_db(transaction=True)

CHARGED = {"title": "Help", "description": "I was charged twice for my subscription this month."}
# Of this process of the tests; others of the same server are not to be cut off.
_SESSIONS = "FROM pg_stat_activity WHERE application_name = 'triage-desk-exporter' AND datname = current_database()"
MODEL = {"LLM_PROVIDER": "anthropic", "ANTHROPIC_API_KEY": "k", "LLM_DAILY_BUDGET_USD": "2.5"}


class Exporter:
    """What Prometheus would read of it, again and again."""

    def __init__(self, kept: float = 0.0) -> None:
        self.gauges = DatabaseGauges(configured_sources(), kept=kept)
        self._registry = CollectorRegistry()
        self._registry.register(self.gauges)

    def read(self) -> Samples:
        return parse(generate_latest(self._registry).decode())


def read() -> Samples:
    """Once."""
    exporter = Exporter()
    with closing(exporter.gauges):
        return exporter.read()


def execute(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_an_empty_desk_shows_zeros(settings: Any) -> None:
    samples = read()
    assert value(samples, UP) == 1
    assert len([name for name, _ in samples if name == "desk_tickets"]) == 64
    assert set(samples.values()) == {0, 1}
    absent = {"desk_llm_breaker_open", "desk_llm_budget_usd", "desk_worker_heartbeat_age_seconds"}
    described = {name for source in configured_sources() for name in source.gauges}
    assert {name for name, _ in samples} == (described - absent) | {UP}


def test_tickets_by_what_they_are(make_ticket: Callable[..., Ticket]) -> None:
    for priority in ("low", "low", "high"):
        make_ticket(category="billing", priority=priority)
    samples = read()
    assert value(samples, "desk_tickets") == 3
    assert value(samples, "desk_tickets", status="open", category="billing", priority="low") == 2
    assert value(samples, "desk_counters_unfolded_rows") == 3


def test_tickets_that_nobody_triaged(api: ApiClient) -> None:
    for _ in range(3):
        assert api.post("/api/tickets/", CHARGED).status_code == 201
    api.post("/api/tickets/", {**CHARGED, "category": "general", "priority": "low"})
    oldest, done, forgotten = Decision.objects.order_by("pk")[:3]
    Decision.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - timedelta(hours=2))
    Ticket.objects.filter(pk=done.pk).update(status="closed", resolved_at=timezone.now())
    Decision.objects.filter(pk=forgotten.pk).update(created_at=timezone.now() - timedelta(days=40))
    samples = read()
    assert value(samples, "desk_tickets_untriaged") == 1
    assert 7200 <= value(samples, "desk_tickets_oldest_untriaged_age_seconds") < 7300


def test_breakers_and_budget(settings: Any) -> None:
    settings.LLM = read_config(lambda name: MODEL.get(name, ""))
    labels = {"provider": "anthropic", "model": "claude-haiku-5-5"}
    samples = read()
    assert samples["desk_llm_breaker_open", tuple(sorted(labels.items()))] == 0
    assert value(samples, "desk_llm_budget_usd") == 2.5
    execute("INSERT INTO inference_breakerstate VALUES ('anthropic:claude-haiku-5-5', '{\"openings\": 2}')")
    within_one_day()
    execute("INSERT INTO inference_dailyspend VALUES ((now() AT TIME ZONE 'UTC')::date, 1.25)")
    samples = read()
    assert value(samples, "desk_llm_breaker_open", **labels) == 1
    assert value(samples, "desk_llm_spent_today_usd") == 1.25


def test_the_queue_and_its_workers() -> None:
    columns = "queue_name, task_name, status, scheduled_at"
    insert = f"INSERT INTO procrastinate_jobs ({columns}) VALUES ('maintenance', %s, %s, %s)"
    now = timezone.now()
    execute(insert, "late", "todo", now - timedelta(minutes=5))
    execute(insert, "early", "todo", now + timedelta(minutes=5))
    execute(insert, "just now", "todo", None)
    execute(insert, "broken", "failed", None)
    for seconds in (1, configured.WORKER_STALLED_SECONDS + 5):
        beat = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"
        execute(beat, seconds)
    samples = read()
    assert value(samples, "desk_jobs", queue="maintenance", status="todo") == 3
    assert value(samples, "desk_jobs", queue="maintenance", status="failed") == 1
    assert value(samples, "desk_jobs", queue="analysis") == 0
    assert 300 <= value(samples, "desk_jobs_oldest_age_seconds", queue="maintenance") < 360
    assert value(samples, "desk_jobs_oldest_age_seconds", queue="analysis") == 0
    assert value(samples, "desk_workers") == 1
    assert 1 <= value(samples, "desk_worker_heartbeat_age_seconds") < 60


def test_an_answer_is_good_for_a_while(make_ticket: Callable[..., Ticket]) -> None:
    exporter = Exporter(kept=3600)
    with closing(exporter.gauges):
        assert value(exporter.read(), "desk_tickets") == 0
        make_ticket()
        assert value(exporter.read(), "desk_tickets") == 0
    assert value(read(), "desk_tickets") == 1


def test_without_a_database_it_says_only_that(database_down: None) -> None:
    assert read() == {(UP, ()): 0}


def test_a_connection_that_was_cut_is_made_again() -> None:
    exporter = Exporter()
    with closing(exporter.gauges):
        assert value(exporter.read(), UP) == 1
        execute(f"SELECT pg_terminate_backend(pid, 60000) {_SESSIONS}")
        assert value(exporter.read(), UP) == 1


def test_it_uses_no_connection_of_djangos(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        read()


def test_a_slow_statement_is_ended_by_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "TIMEOUT_MS", 100)
    slow = GaugeSource(gauges={"slow": Described("")}, sql="SELECT 'slow', '{}'::text[], 1.0 FROM pg_sleep(30)")
    gauges = DatabaseGauges([slow])
    with closing(gauges):
        assert [family.samples[0][:3] for family in gauges.collect()] == [(UP, {}, 0)]
