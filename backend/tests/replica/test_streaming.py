"""The desk with a real replica: who answers, and that nothing is ever stale."""

from typing import Any

import psycopg
import pytest
from django.db import InternalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.utils import connector_params

from postgresql.base import DatabaseWrapper
from replica import standing, watching
from replica.reading import from_replica
from replica.standing import ALIAS, Standing
from tests.conftest import ApiClient
from tests.replica.conftest import Standby
from tests.replica.desk import PATIENT, answered_by, created, in_order, listed, until
from tickets import counters
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", ALIAS])

READS = (
    "/api/tickets/",
    "/api/tickets/?search=printer",
    "/api/tickets/?assignee=none",
    "/api/tickets/?assignee=none&search=printer",
    "/api/tickets/?status=open&created_after=2020-01-01T05:00:00Z",
    "/api/tickets/stats/",
    "/api/tickets/facets/",
    "/api/tickets/trends/",
)


@pytest.mark.parametrize("path", READS)
def test_the_replica_answers_what_the_primary_would(api: ApiClient, standby: Standby, path: str) -> None:
    created(api)
    with answered_by("replica"), CaptureQueriesContext(connection) as on_primary:
        from_there = api.get(path)
    assert from_there.status_code == 200
    assert [query["sql"] for query in on_primary if "tickets_" in query["sql"]] == []
    standing.put(Standing.AWAY)
    assert from_there.json() == api.get(path).json()


def test_whoever_has_written_reads_it_at_once(api: ApiClient, standby: Standby) -> None:
    ticket = created(api)
    with answered_by("replica", times=60):
        for number in range(20):
            for status in ("in_progress", "resolved", "open"):
                title = f"{status} {number}"
                assert api.patch(f"/api/tickets/{ticket['id']}/", {"status": status, "title": title}).status_code == 200
                [row] = listed(ApiClient(), f"?status={status}&search={number}")  # anybody: nothing goes by who asks
                assert (row["status"], row["title"]) == (status, title)


def test_a_replica_that_is_behind_is_not_asked_until_it_has_caught_up(
    api: ApiClient, standby: Standby, settings: Any
) -> None:
    ticket = created(api)
    standby.ask("SELECT pg_wal_replay_pause()")
    until(lambda: standby.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
    settings.REPLICA_MAX_LAG_SECONDS = 2.5  # for most of which a busy machine may pause
    api.patch(f"/api/tickets/{ticket['id']}/", {"status": "resolved"})
    with answered_by("behind", times=2), CaptureQueriesContext(connections[ALIAS]) as asked:
        assert listed(api)[0]["status"] == "resolved"
        looks = len(asked)
        assert looks > 1  # it waited a little
        assert listed(api, "?status=resolved")[0]["id"] == ticket["id"]
        assert len(asked) == looks  # and the next one not at all
    lag = watching.Lag()
    assert lag.measure(Standing.BEHIND) == 0.0 < lag.measure(Standing.BEHIND)
    assert not in_order()

    settings.REPLICA_MAX_LAG_SECONDS = PATIENT
    standby.ask("SELECT pg_wal_replay_resume()")
    until(in_order)
    assert lag.measure(Standing.OK) == 0.0
    with answered_by("replica"):
        assert listed(api)[0]["status"] == "resolved"


def test_writes_that_were_acknowledged_before_they_were_on_disk_are_seen_too(api: ApiClient, standby: Standby) -> None:
    ticket = created(api)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = 'off'")
    for number in range(10):
        api.patch(f"/api/tickets/{ticket['id']}/", {"title": f"Printer {number}"})
        assert listed(api)[0]["title"] == f"Printer {number}"


def test_without_the_replica_the_primary_answers_until_it_is_back(
    api: ApiClient, standby: Standby, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = created(api)
    ready = api.get("/readyz")
    assert ready.json()["checks"]["replica"] == "ok"
    with standby.stopped():
        with answered_by("away"):
            assert listed(api)[0]["id"] == ticket["id"]
        monkeypatch.setattr(standing, "look", None)  # the next one does not even try
        with answered_by("away"):
            assert listed(api)[0]["id"] == ticket["id"]
        monkeypatch.undo()
        assert not in_order()
        response = api.get("/readyz")
        assert response.json()["checks"]["replica"] == "away"
        assert response.status_code == ready.status_code
    until(in_order)
    with answered_by("replica"):
        assert listed(api)[0]["id"] == ticket["id"]


def test_an_answer_that_the_replica_began_is_given_by_the_primary(
    api: ApiClient, standby: Standby, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = created(api)
    count_tickets = counters.count_tickets

    def stop_and_count(*args: Any) -> int:
        monkeypatch.undo()
        with standby.stopped():
            return count_tickets(*args)

    monkeypatch.setattr(counters, "count_tickets", stop_and_count)  # after the page was read
    with answered_by("failed"):
        response = api.get("/api/tickets/?created_after=2020-01-01")  # a page, and then its count
    assert (response.status_code, response.json()["count"]) == (200, 1)
    assert response.json()["results"][0]["id"] == ticket["id"]
    assert standing.current() is Standing.AWAY


def test_what_must_be_of_this_moment_does_not_go_there(api: ApiClient, standby: Standby) -> None:
    ticket = created(api)
    path = f"/api/tickets/{ticket['id']}/"
    with CaptureQueriesContext(connections[ALIAS]) as asked:
        assert created(api)
        assert api.get(path).status_code == 200
        assert api.get(f"{path}history/").status_code == 200
        assert api.patch(path, {"status": "resolved", "version": ticket["version"]}).status_code == 200
        assert api.patch(path, {"status": "closed", "version": ticket["version"]}).status_code == 409
        assert api.get("/api/session/").status_code == 200
        assert api.get("/api/analyze/runs/").status_code == 200
        assert api.delete(path).status_code == 204
    assert len(asked) == 0


def test_inside_a_transaction_the_primary_is_read(api: ApiClient, standby: Standby) -> None:
    with transaction.atomic(), CaptureQueriesContext(connections[ALIAS]) as asked:
        assert listed(api) == []
    assert len(asked) == 0


def test_nothing_can_be_written_there(standby: Standby) -> None:
    @from_replica
    def handler() -> None:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("INSERT INTO tickets_ticket (title, description) VALUES ('a', 'b')")

    with pytest.raises(InternalError, match="read-only transaction"):
        handler()


def test_it_is_not_taken_for_the_primary_by_a_pool(standby: Standby) -> None:
    given = connections[ALIAS].settings_dict
    options = {**given["OPTIONS"], "pool": {"min_size": 1, "max_size": 1}}
    as_default, as_replica = (DatabaseWrapper({**given, "OPTIONS": options}, alias) for alias in ("default", ALIAS))
    with psycopg.connect(**connections[ALIAS].get_connection_params(), autocommit=True) as asked:
        as_replica._configure_connection(asked)
        assert not asked.closed
        with pytest.raises(psycopg.OperationalError, match="the server is a standby"):
            as_default._configure_connection(asked)
        assert asked.closed


def test_nor_by_a_worker_or_a_command(standby: Standby) -> None:
    host = connections[ALIAS].settings_dict["OPTIONS"]["host"]
    for params in (connection.get_connection_params(), connector_params()):
        with pytest.raises(psycopg.OperationalError, match="hot standby"):
            psycopg.connect(**{**params, "host": host})


def test_the_orm_writes_to_the_primary_whatever_is_read(standby: Standby) -> None:
    @from_replica
    def handler() -> None:
        Ticket.objects.create(title="a", description="b")

    handler()
    assert Ticket.objects.count() == 1
