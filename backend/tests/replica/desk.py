"""What the tests ask the desk, and who answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from replica import standing, watching
from replica.standing import Standing
from tests.conftest import ApiClient
from tests.patience import eventually
from tests.telemetry.changes import changes

# Seconds. Tests are about states, and how long a replica takes is not one. While nobody commits, the log may end in the
# middle of a record, which nobody can replay until the server writes by itself: every 15 s.
PATIENT = 60


@contextmanager
def answered_by(outcome: str, times: int = 1) -> Iterator[None]:
    with changes("desk_replica_reads") as counted:
        yield
    assert counted == {"desk_replica_reads_total": {(outcome,): times}}


def created(api: ApiClient) -> dict[str, Any]:
    body = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
    response = api.post("/api/tickets/", body)
    assert response.status_code == 201
    ticket: dict[str, Any] = response.json()
    return ticket


def listed(api: ApiClient, query: str = "") -> list[dict[str, Any]]:
    response = api.get(f"/api/tickets/{query}")
    assert response.status_code == 200
    rows: list[dict[str, Any]] = response.json()["results"]
    return rows


def until(holds: Callable[[], bool]) -> None:
    assert eventually(holds)


def in_order() -> bool:
    watching.tick(watching.Lag())
    return standing.current() is Standing.OK
