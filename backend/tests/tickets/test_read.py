"""GET and DELETE /api/tickets/{id}/."""

from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from tests.conftest import ApiClient
from tests.problems import problem
from tickets import counters
from tickets.models import Ticket, TicketEvent, TicketSearch

pytestmark = pytest.mark.django_db


def test_a_ticket_is_answered_with_its_version_as_etag(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket(title="Printer")
    response = api.get(f"/api/tickets/{ticket.pk}/")
    assert response.status_code == 200
    assert response["ETag"] == '"1"'
    assert response.json() == {
        "id": ticket.pk,
        "title": "Printer",
        "description": "It hums.",
        "category": "general",
        "priority": "low",
        "status": "open",
        "version": 1,
        "created_at": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": ticket.updated_at.isoformat().replace("+00:00", "Z"),
        "resolved_at": None,
        "assignee": None,
    }


@pytest.mark.parametrize("ticket_id", [0, 999_999_999, 2**63, 10**30])
@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_an_unknown_ticket_is_not_found(
    api: ApiClient, make_ticket: Callable[..., Ticket], method: str, ticket_id: int
) -> None:
    make_ticket()
    body = {"data": {"status": "closed"}} if method == "patch" else {}
    problem(getattr(api, method)(f"/api/tickets/{ticket_id}/", **body), 404, "not_found")
    assert Ticket.objects.filter(status="open").count() == 1


def test_deleting_takes_everything_of_the_ticket_and_nothing_of_another(
    api: ApiClient, administrator: User, closed_desk: None, make_ticket: Callable[..., Ticket]
) -> None:
    kept, gone = make_ticket(), make_ticket()
    api.force_login(administrator)
    response = api.delete(f"/api/tickets/{gone.pk}/")
    assert (response.status_code, response.content) == (204, b"")
    assert list(Ticket.objects.all()) == [kept]
    assert set(TicketEvent.objects.values_list("ticket", flat=True)) == {kept.pk}
    assert set(TicketSearch.objects.values_list("ticket", flat=True)) == {kept.pk}
    assert counters.verify() == []
    problem(api.delete(f"/api/tickets/{gone.pk}/"), 404, "not_found")
    connection.check_constraints()
