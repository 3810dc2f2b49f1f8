"""The clients of the upgrade miss no failure: neither a lost answer nor a change that was not kept."""

from time import monotonic, sleep
from typing import Any

import psycopg
import pytest
from django.db import connection

from devtools.console import Problem
from devtools.ports import free_port
from devtools.upgrades.traffic import Traffic
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def database_url() -> str:
    parameters = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(
        **{name: parameters[name] for name in ("dbname", "host", "port", "user", "password") if parameters.get(name)}
    )


def until_resolved(traffic: Traffic) -> None:
    """A ticket went all its way."""
    until = monotonic() + 60
    while "resolved" not in list(traffic.tickets.values()):
        assert monotonic() < until, traffic.lost
        sleep(0.05)


def test_every_answer_counts_and_every_ticket_is_looked_for(live_server: Any) -> None:
    with Traffic(live_server.url) as traffic:
        until_resolved(traffic)
    assert traffic.answered >= 7
    assert len(traffic.tickets) == Ticket.objects.count()
    traffic.check(database_url())

    ticket_id, status = next(iter(traffic.tickets.items()))
    traffic.tickets[ticket_id] = "closed"
    with pytest.raises(Problem, match=rf"not stored as they were acknowledged: \[{ticket_id}\]"):
        traffic.check(database_url())
    traffic.tickets[ticket_id] = status

    Ticket.objects.filter(pk=ticket_id).delete()
    with pytest.raises(Problem, match="not stored as they were acknowledged"):
        traffic.check(database_url())


def test_a_desk_that_is_away_loses_requests() -> None:
    with Traffic(f"http://127.0.0.1:{free_port()}") as traffic:
        while not traffic.lost:
            sleep(0.05)
    with pytest.raises(Problem, match=r"requests [0-9]+ failed: .*ConnectionRefusedError"):
        traffic.check(database_url())


def test_no_request_at_all_proves_nothing(live_server: Any) -> None:
    traffic = Traffic(live_server.url)
    with pytest.raises(Problem, match="of 0 requests 0 failed"):
        traffic.check(database_url())
