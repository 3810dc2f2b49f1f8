"""The CSV of a run: what a spreadsheet makes of it, and how much is held at a time."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.export import spreadsheet
from analysis.models import Run, RunTicket
from analysis.reduce.pipeline import run_reduce
from tests.analysis.runs import analysed, tickets
from tests.tickets.store import store_by_sql
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "  =1", "\n=1"]


def read(run: Run) -> list[dict[str, str]]:
    content = b"".join(spreadsheet.pieces(run.pk)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    run = analysed(tickets(1, title=text), notes=[text])
    [row] = read(run)
    assert row["title"] == row["notes"] == f"'{text}"


@pytest.mark.parametrize("text", ['Invoice, "twice"; paid', "two\nlines", "1 - 1 = 0", "Ärger mit 発票 🧾", "'quoted'"])
def test_other_text_is_as_it_was(text: str) -> None:
    [row] = read(analysed(tickets(1, title=text), notes=[text]))
    assert row["title"] == row["notes"] == text


def test_it_begins_with_a_byte_order_mark_and_the_header() -> None:
    content = b"".join(spreadsheet.pieces(analysed([]).pk))
    assert content == b"\xef\xbb\xbf" + ",".join(spreadsheet.HEADER).encode() + b"\r\n"


def test_a_row_tells_the_analysis_and_the_ticket_as_it_is_now() -> None:
    made = tickets(3, title="Invoice missing")
    run = analysed(made, with_model=False)
    run_reduce(run.pk)
    Ticket.objects.filter(pk=made[0].pk).update(priority="critical")
    gone = made[1].pk
    made[1].delete()
    RunTicket.objects.filter(run=run, ticket=made[2]).update(
        status="failed", error="timeout", category="", priority="", source="", note="", theme=None
    )
    first, second, third = read(run)
    assert (first["priority"], first["ticket_priority"], first["disagrees"]) == ("medium", "critical", "priority")
    assert (first["theme"], first["source"], first["ticket_status"]) == ("Invoice missing", "keywords", "open")
    assert first["analyzed_at"].startswith(f"{RunTicket.objects.get(run=run, ticket=made[0]).finished_at:%Y-%m-%dT%H}")
    assert (second["ticket_id"], second["title"], second["disagrees"], second["status"]) == (str(gone), "", "", "done")
    assert (third["status"], third["error"], third["category"], third["theme"]) == ("failed", "timeout", "", "")


def test_tickets_that_another_run_held_are_left_out() -> None:
    run = analysed(tickets(2))
    first = run.run_tickets.order_by("pk").first()
    RunTicket.objects.filter(pk=first.pk).update(
        status="skipped",
        active=False,
        category="",
        priority="",
        source="",
        outcome="",
        note="",
        finished_at=None,
    )
    assert len(read(run)) == 1


def test_ten_thousand_tickets_are_streamed_in_one_query() -> None:
    store_by_sql(10_000)
    run = analysed(list(Ticket.objects.order_by("pk")))
    with CaptureQueriesContext(connection) as queries:
        pieces = list(spreadsheet.pieces(run.pk))
    assert len(queries) == 1
    assert max(map(len, pieces)) < 200_000
    assert b"".join(pieces).count(b"\r\n") == 10_001
