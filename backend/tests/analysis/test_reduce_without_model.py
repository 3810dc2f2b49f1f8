"""A run over the demonstration's tickets without a model: each number of its summary, compared with plain SQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import keywords
from analysis.models import Run, RunTicket, Theme
from analysis.reduce.citations import check
from analysis.reduce.figures import Figure
from analysis.reduce.found import Claim, Written
from analysis.reduce.numbers import numbers_in
from analysis.reduce.pipeline import run_reduce
from demo.services import demo_create
from tests.analysis.runs import analysed
from tests.tickets.store import store_by_sql
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

DEMO = 300
TICKETS = "analysis_runticket r LEFT JOIN tickets_ticket t ON t.id = r.ticket_id WHERE r.run_id = {run}"
ANALYSED = f"{TICKETS} AND r.status = 'done'"
DISAGREES = {
    "category": "r.category <> r.old_category",
    "priority": "r.priority <> r.old_priority",
    "any": "(r.category, r.priority) <> (r.old_category, r.old_priority)",
}
SQL = {
    "volume.tickets": f"SELECT count(*) FROM {TICKETS} AND r.status <> 'skipped'",
    "volume.analyzed": f"SELECT count(*) FROM {ANALYSED}",
    "volume.failed": f"SELECT count(*) FROM {TICKETS} AND r.status = 'failed'",
    "volume.created": "SELECT count(*) FROM tickets_ticket WHERE created_at BETWEEN "
    f"(SELECT min(t.created_at) FROM {ANALYSED}) AND (SELECT max(t.created_at) FROM {ANALYSED})",
    "age.resolution.median": "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "
    f"t.resolved_at - t.created_at) / 3600) FROM {ANALYSED} AND t.resolved_at IS NOT NULL",
}


def plain_sql(statement: str, run: Run) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(run=run.pk))
        [(value,)] = cursor.fetchall()
        return value


def by_sql(key: str, run: Run) -> float:
    """The figure, from a statement written for it here."""
    if key in SQL:
        return round(float(plain_sql(SQL[key], run)), 1)
    group, value, kind = key.split(".")
    condition = {
        "category": f"r.category = '{value}'",
        "priority": f"r.priority = '{value}'",
        "status": f"t.status = '{value}'",
        "disagreement": DISAGREES.get(value, ""),
        "theme": f"r.theme_id = (SELECT id FROM analysis_theme WHERE run_id = {{run}} AND position = 0{value})",
    }[group]
    counted = plain_sql(f"SELECT count(*) FROM {ANALYSED} AND {condition}", run)
    if kind == "count":
        return float(counted)
    return round(100 * counted / plain_sql(SQL["volume.analyzed"], run), 1)


@pytest.fixture
def run() -> Run:
    """Classified by the keywords, as the map phase does it."""
    demo_create(tickets=DEMO, days=30, seed=4, now=datetime(2026, 3, 31, 12, tzinfo=UTC))
    tickets = list(Ticket.objects.order_by("pk"))
    run = analysed(tickets, with_model=False)
    for ticket in tickets:
        found = keywords.classify(ticket.description, ticket.title)
        RunTicket.objects.filter(run=run, ticket=ticket).update(
            category=found.category, priority=found.priority, source=found.source
        )
    run_reduce(run.pk)
    return Run.objects.get(pk=run.pk)


def test_each_figure_that_a_sentence_cites_is_what_sql_counts(run: Run) -> None:
    stored = {figure["key"]: figure["value"] for figure in run.figures}
    cited = {key for claim in run.summary["claims"] for key in claim["figures"]} - {"age.unresolved.median"}
    assert len(cited) >= 20
    assert {key: stored[key] for key in cited} == {key: by_sql(key, run) for key in cited}
    age = f"SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY now() - t.created_at) FROM {ANALYSED}"
    median = plain_sql(f"{age} AND t.resolved_at IS NULL", run)
    assert abs(median / timedelta(hours=1) - stored["age.unresolved.median"]) < 0.2


def test_each_number_of_each_sentence_is_a_figure_that_it_cites(run: Run) -> None:
    figures = [Figure(**figure) for figure in run.figures]
    notes = dict(RunTicket.objects.filter(run=run).values_list("ticket_id", "note"))
    claims = [
        Claim(claim["text"], tuple(claim["ticket_ids"]), tuple(claim["figures"])) for claim in run.summary["claims"]
    ]
    assert sum(len(list(numbers_in(claim.text))) for claim in claims) >= 30
    checked = check(Written(run.summary["headline"], claims), tickets=notes, figures=figures)
    assert checked.written == Written(run.summary["headline"], claims)
    assert (checked.removed_citations, checked.dropped_claims) == (0, 0)


def test_the_headline_tells_what_is_urgent(run: Run) -> None:
    counted = [by_sql(f"priority.{value}.count", run) for value in ("critical", "high")]
    assert run.summary["headline"] == f"{DEMO} tickets analysed: {counted[0]:.0f} critical, {counted[1]:.0f} high."


def test_the_critical_tickets_under_a_sentence_are_critical(run: Run) -> None:
    [claim] = [claim for claim in run.summary["claims"] if claim["text"].startswith("Critical")]
    priorities = RunTicket.objects.filter(run=run, ticket__in=claim["ticket_ids"]).values_list("priority", flat=True)
    assert {*priorities} == {"critical"}


def test_the_tickets_of_a_theme_hold_its_words(run: Run) -> None:
    themes = Theme.objects.filter(run=run).order_by("position")
    assert 3 <= len(themes) <= 8
    for theme in themes:
        for ticket in Ticket.objects.filter(pk__in=theme.run_tickets.values("ticket")):
            words = f"{ticket.title}\n\n{ticket.description[:600]}".lower()
            assert all(word in words for word in theme.title.lower().split())
    assert {theme.source for theme in themes} == {"keywords"}


def test_it_says_that_no_model_was_used(run: Run) -> None:
    assert run.summary_source == "keywords"
    assert run.summary["how"] == (
        "No model was used: tickets were classified by keywords, themes are the commonest terms, and the sentences "
        "are filled in from the figures."
    )
    assert (run.reduce_input_tokens, run.reduce_cost_usd) == (0, None)


def test_ten_thousand_tickets_take_as_many_queries_as_ten() -> None:
    counts = []
    for number in (10, 10_000):
        store_by_sql(number)
        run = analysed(list(Ticket.objects.order_by("-pk")[:number]), with_model=False)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            run_reduce(run.pk)
        themes = Theme.objects.filter(run=run).count()
        counts.append(len(queries) - themes)
        run.refresh_from_db()
        assert run.status == "completed"
        assert plain_sql(SQL["volume.analyzed"], run) == number
    assert counts[0] == counts[1] <= 40
