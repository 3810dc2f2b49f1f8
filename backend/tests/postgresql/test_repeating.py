"""A request whose connection breaks: done again where that is safe, and an honest 503 where it is not."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from postgresql import middleware
from tests.conftest import JSON, ApiClient
from tests.postgresql.cutting import cut, cutting, idle, unasked
from tests.problems import problem
from tickets import storing
from tickets.api import presence_views
from tickets.models import Ticket, TicketEvent, TicketPresence

pytestmark = pytest.mark.django_db(transaction=True)

LogLines = Callable[[str], list[dict[str, Any]]]
TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}


@pytest.fixture
def ticket(make_ticket: Callable[..., Ticket]) -> Ticket:
    return make_ticket(status="open")


def at_commit(monkeypatch: pytest.MonkeyPatch, *, before: bool, how: Callable[[], None] = cut) -> None:
    """The next COMMIT finds the connection cut: before the server has it, or when it has done it and not said so."""
    commits: list[None] = []
    commit = psycopg.Connection.commit

    def cut_off(self: psycopg.Connection) -> None:
        commits.append(None)
        if len(commits) > 1:
            return commit(self)
        if before:
            how()
            return commit(self)
        commit(self)
        self.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(psycopg.Connection, "commit", cut_off)


def test_a_read_is_done_again(api: ApiClient, ticket: Ticket, log_lines: LogLines) -> None:
    cut()
    response = api.get(f"/api/tickets/{ticket.pk}/")
    assert response.status_code == 200
    assert [line["error"] for line in log_lines("request_repeated")] == ["AdminShutdown"]


def test_a_write_is_done_again_that_was_cut_off_before_its_commit(api: ApiClient, ticket: Ticket) -> None:
    cut()
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed", "version": 1})
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert TicketEvent.objects.filter(ticket=ticket, field="status").count() == 1


def test_a_write_is_done_again_that_was_cut_off_between_its_statements(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "lock_ticket", cutting(storing.lock_ticket))
    assert api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}).status_code == 200
    assert TicketEvent.objects.filter(ticket=ticket, field="status").count() == 1


@pytest.mark.parametrize(("times", "status"), [(3, 200), (4, 503)])
def test_it_is_done_again_while_a_server_that_stops_ends_one_session_after_the_other(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, times: int, status: int
) -> None:
    monkeypatch.setattr(middleware, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(storing, "lock_ticket", cutting(storing.lock_ticket, times))
    assert api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}).status_code == status
    assert TicketEvent.objects.filter(ticket=ticket, field="status").count() == (status == 200)


def test_a_write_is_done_again_that_was_cut_off_where_its_commit_would_have_begun(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, log_lines: LogLines
) -> None:
    at_commit(monkeypatch, before=True)
    assert api.post("/api/tickets/", TICKET).status_code == 201
    assert [line["error"] for line in log_lines("request_repeated")] == ["AdminShutdown"]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "errors_told"),
    [
        (idle, {"IdleInTransactionSessionTimeout", "OperationalError"}),
        (unasked(idle), {"OperationalError"}),
        (unasked(cut), {"OperationalError"}),
    ],
)
def test_a_write_is_done_again_that_was_ended_before_its_commit_was_sent(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, log_lines: LogLines, how: Callable[[], None], errors_told: set[str]
) -> None:
    at_commit(monkeypatch, before=True, how=how)
    assert api.post("/api/tickets/", TICKET).status_code == 201
    [told] = log_lines("request_repeated")
    assert told["error"] in errors_told
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("how", [idle, unasked(idle)])
def test_an_idle_transaction_that_cannot_be_done_again_is_an_outage(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, how: Callable[[], None]
) -> None:
    monkeypatch.setattr(middleware, "PAUSES", ())
    at_commit(monkeypatch, before=True, how=how)
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"})
    assert "Nothing was changed" in problem(response, 503, "unavailable")["message"]
    assert response["Retry-After"] == "5"


def test_a_server_that_only_reads_is_an_outage_and_its_connection_is_not_kept(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[Any] = []

    def only_reads(*_: Any, **__: Any) -> Any:
        answered.append(connection.connection)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
            cursor.execute("UPDATE tickets_ticket SET title = title")

    monkeypatch.setattr(storing, "lock_ticket", only_reads)
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"})
    assert "Nothing was changed" in problem(response, 503, "unavailable")["message"]
    assert [one.closed for one in answered] == [True]
    assert api.get(f"/api/tickets/{ticket.pk}/").json()["status"] == "open"


@pytest.mark.parametrize(
    ("many", "earlier", "code"),
    [(False, False, "unavailable"), (False, True, "outcome_unknown"), (True, False, "outcome_unknown")],
)
def test_what_a_server_that_only_reads_refuses_outside_a_transaction_is_not_stored(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, many: bool, earlier: bool, code: str
) -> None:
    change = "UPDATE tickets_ticket SET title = %s"

    def only_reads(**_: Any) -> None:
        with connection.cursor() as cursor:
            if earlier:
                cursor.execute(change, ["Stored"])
            cursor.execute("SET default_transaction_read_only = on")
            if many:
                cursor.executemany(change, [["Refused"]])
            else:
                cursor.execute(change, ["Refused"])

    monkeypatch.setattr(presence_views, "presence_leave", only_reads)
    tab = {"tab": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    response = api.delete(f"/api/tickets/{ticket.pk}/presence/", tab, JSON)
    connection.close()  # as at the end of a request, which the tests' client leaves out
    problem(response, 503, code)
    ticket.refresh_from_db()
    assert (ticket.title == "Stored") is earlier


def test_a_write_without_a_key_whose_commit_may_have_happened_is_not(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, log_lines: LogLines
) -> None:
    at_commit(monkeypatch, before=False)
    response = api.post("/api/tickets/", TICKET)
    assert "cannot tell" in problem(response, 503, "outcome_unknown")["message"]
    assert response["Retry-After"] == "5"
    assert not log_lines("request_repeated")
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("before", [True, False])
def test_with_an_idempotency_key_it_is_and_is_there_once(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    at_commit(monkeypatch, before=before)
    response = api.post("/api/tickets/", TICKET, HTTP_IDEMPOTENCY_KEY="a-key")
    assert response.status_code == 201
    assert ("Idempotent-Replayed" in response) is not before
    assert [ticket.pk for ticket in Ticket.objects.all()] == [response.json()["id"]]


@pytest.mark.parametrize(("method", "step", "status"), [("put", "stay", 200), ("delete", "leave", 204)])
def test_a_heartbeat_is_done_again_whenever_it_was_cut_off(
    api: ApiClient, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, method: str, step: str, status: int
) -> None:
    name = f"presence_{step}"
    monkeypatch.setattr(presence_views, name, cutting(getattr(presence_views, name)))
    heartbeat = {"tab": "0f8fad5b-d9cb-469f-a165-70867728950e", "state": "viewing"}
    assert getattr(api, method)(f"/api/tickets/{ticket.pk}/presence/", heartbeat, JSON).status_code == status
    assert TicketPresence.objects.count() == (method == "put")


def test_what_the_server_refuses_is_not_done_again(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, log_lines: LogLines
) -> None:
    refused: list[None] = []

    def refuse(*_: Any) -> Any:
        refused.append(None)
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING errcode = 'disk_full'; END $$")

    monkeypatch.setattr(storing, "insert_tickets", refuse)
    message = problem(api.post("/api/tickets/", TICKET), 503, "unavailable")["message"]
    assert "Nothing was changed" in message
    assert len(refused) == 1
    assert errors.DiskFull.sqlstate == "53100"
    assert not log_lines("request_repeated")
