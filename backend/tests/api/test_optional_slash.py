"""A trailing slash is optional, and never costs a redirect."""

import pytest

from tests.conftest import ApiClient
from tests.problems import problem

pytestmark = pytest.mark.django_db

TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}


@pytest.mark.parametrize("slash", ["", "/"])
def test_every_method_takes_both(api: ApiClient, slash: str) -> None:
    created = api.post(f"/api/tickets{slash}", TICKET)
    assert created.status_code == 201
    one = f"/api/tickets/{created.json()['id']}{slash}"
    assert api.get(f"/api/tickets{slash}?category=general").json()["count"] == 1
    assert api.get(f"/api/tickets/stats{slash}").json()["total_tickets"] == 1
    assert api.post(f"/api/tickets/classify{slash}", {"description": "Where is my invoice?"}).status_code == 200
    assert api.patch(one, {"status": "closed"}).json()["status"] == "closed"
    assert api.delete(one).status_code == 204


@pytest.mark.parametrize("path", ["/", "/nowhere", "/nowhere/", "/api", "/api/", "/api/nowhere", "/api/tickets//"])
def test_an_unknown_address_is_not_found(api: ApiClient, path: str) -> None:
    problem(api.get(path), 404, "not_found")


@pytest.mark.parametrize("ticket_id", ["0", "-1", "1.5", "abc", "%00", "9" * 30, "9" * 5_000, "١"])
def test_an_unknown_ticket_is_not_found(api: ApiClient, ticket_id: str) -> None:
    for path in (f"/api/tickets/{ticket_id}/", f"/api/tickets/{ticket_id}/history/"):
        problem(api.get(path), 404, "not_found")
