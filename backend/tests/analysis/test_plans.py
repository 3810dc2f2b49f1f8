"""What is asked of many runs and tickets is read off an index: seen in PostgreSQL's own plans."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from analysis.mapping import _next
from analysis.models import Run
from analysis.selectors.analyses import latest_analyses, ticket_analyses
from analysis.selectors.progress import active_runs, mark
from analysis.selectors.run_tickets import run_tickets
from tests.plans import plans_of
from tests.tickets.store import store_by_sql

pytestmark = pytest.mark.django_db

RUNS, TICKETS = 40, 500


@pytest.fixture(scope="module", autouse=True)
def _many_runs(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every run has every ticket; the last one is under way, and a tenth of its tickets pending."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Tests before these have left dead rows, and indexes so large with them that others look cheaper.
        cursor.execute("TRUNCATE tickets_ticket, analysis_run CASCADE")
        store_by_sql(TICKETS)
        cursor.execute(
            """
            INSERT INTO analysis_run (scope, status, phase, started_at, finished_at, summary_source, summary)
            SELECT 'tickets', 'completed', 'finished', now(), now(), 'keywords', '{"headline": "x"}'
            FROM generate_series(1, %s);
            UPDATE analysis_run SET status = 'processing', phase = 'mapping', finished_at = NULL
            WHERE id = (SELECT max(id) FROM analysis_run);
            INSERT INTO analysis_runticket (run_id, ticket_id, ticket_version, old_category, old_priority, chunk,
                                            status, active, category, priority, source, finished_at)
            SELECT r.id, t.id, 1, t.category, t.priority, t.id %% 10, 'done', false, 'billing', 'low', 'keywords',
                   now() - t.id * interval '1 minute'
            FROM analysis_run AS r CROSS JOIN tickets_ticket AS t;
            UPDATE analysis_runticket SET status = 'pending', active = true, category = '', priority = '', source = '',
                                          finished_at = NULL
            WHERE run_id = (SELECT max(id) FROM analysis_run) AND chunk = 3;
            """,
            [RUNS],
        )
        cursor.execute("ANALYZE analysis_run, analysis_runticket, tickets_ticket")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_ticket, analysis_run CASCADE")


def under_way() -> Run:
    return Run.objects.get(status="processing")


CASES: dict[str, Any] = {
    "tickets": lambda: list(run_tickets(under_way().pk)[:20]),
    "tickets by status": lambda: list(run_tickets(under_way().pk, status="pending")[:20]),
    "tickets that disagree": lambda: list(run_tickets(under_way().pk, disagrees=True)[:20]),
    "what is left of a chunk": lambda: _next(under_way().pk, 3),
    "a poll": lambda: mark([under_way()]),
    "active runs": lambda: active_runs(),
    "analysed tickets": lambda: list(latest_analyses()[:20]),
    "the analyses of a ticket": lambda: ticket_analyses(Run.objects.latest("pk").run_tickets.first().ticket_id),
}


@pytest.mark.parametrize("name", CASES)
def test_no_question_reads_all_tickets_of_all_runs(name: str) -> None:
    for plan in plans_of(CASES[name]):
        assert "analysis_runticket" not in plan.scanned, plan.statement


def test_a_poll_looks_at_pending_tickets_only() -> None:
    [poll] = [plan for plan in plans_of(CASES["a poll"]) if "analysis_runticket" in plan.tables]
    assert poll.indexes == {"analysis_run_ticket_left"}


def test_the_latest_analyses_come_off_their_indexes() -> None:
    [page] = plans_of(CASES["analysed tickets"])
    assert {"analysis_run_ticket_newest", "analysis_run_ticket_latest"} <= page.indexes
