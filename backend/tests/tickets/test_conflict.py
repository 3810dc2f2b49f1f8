"""PATCH /api/tickets/{id}/ by two at the same time: nothing is overwritten silently."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ApiClient
from tests.problems import problem, wrong_fields
from tests.threads import run_together
from tickets import services
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db

AT = {
    "If-Match": lambda version: {"HTTP_IF_MATCH": f'"{version}"'},
    "weak If-Match": lambda version: {"HTTP_IF_MATCH": f' W/"{version}" '},
    "version": lambda version: {"body": {"version": version}},
}


def patch(client: ApiClient, ticket: Ticket, changes: dict[str, Any], body: Any = None, **headers: str) -> Any:
    return client.patch(f"/api/tickets/{ticket.pk}/", {**changes, **(body or {})}, **headers)


@pytest.mark.parametrize("at", AT.values(), ids=AT.keys())
def test_the_version_that_was_read_may_be_changed(
    api: ApiClient, make_ticket: Callable[..., Ticket], at: Callable[[int], dict[str, Any]]
) -> None:
    ticket = make_ticket()
    assert patch(api, ticket, {"status": "in_progress"}, **at(1)).json()["version"] == 2
    assert patch(api, ticket, {"status": "closed"}, **at(2)).json()["version"] == 3


@pytest.mark.parametrize("version", [1, 3, 999_999_999])
@pytest.mark.parametrize("at", AT.values(), ids=AT.keys())
def test_a_stale_one_is_a_conflict_that_shows_the_ticket_as_it_is(
    api: ApiClient, make_ticket: Callable[..., Ticket], at: Callable[[int], dict[str, Any]], version: int
) -> None:
    ticket = make_ticket()
    current = patch(api, ticket, {"status": "in_progress"}).json()
    response = patch(api, ticket, {"status": "closed", "priority": "high"}, **at(version))
    problem(response, 409, "conflict")
    assert response.json()["current"] == current == api.get(f"/api/tickets/{ticket.pk}/").json()
    assert TicketEvent.objects.filter(kind="changed").count() == 1


@pytest.mark.parametrize("headers", [{}, {"HTTP_IF_MATCH": "*"}])
def test_without_a_version_the_given_fields_are_set(
    api: ApiClient, make_ticket: Callable[..., Ticket], headers: dict[str, str]
) -> None:
    ticket = make_ticket()
    patch(api, ticket, {"status": "in_progress"})
    assert patch(api, ticket, {"priority": "high"}, **headers).json()["status"] == "in_progress"


@pytest.mark.parametrize("header", ["1", '"one"', '""', '"1", "2"', "'1'", f'"{10**30}"', '"-1"', '"1'])
def test_a_malformed_if_match_is_refused(api: ApiClient, make_ticket: Callable[..., Ticket], header: str) -> None:
    ticket = make_ticket()
    assert list(wrong_fields(patch(api, ticket, {"status": "closed"}, HTTP_IF_MATCH=header))) == ["If-Match"]
    assert Ticket.objects.get().version == 1


@pytest.fixture
def slow_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading a ticket and changing it there is time for others."""
    changed_events = services.history.changed_events

    def slowly(*args: Any) -> Any:
        time.sleep(0.05)
        return changed_events(*args)

    monkeypatch.setattr(services.history, "changed_events", slowly)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_wins(make_ticket: Callable[..., Ticket], slow_changes: None) -> None:
    ticket = make_ticket()
    priorities = ["medium", "high", "critical", "medium"]
    answers = run_together(
        *(lambda value=value: patch(ApiClient(), ticket, {"priority": value, "version": 1}) for value in priorities)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    [won] = [answer.json() for answer in answers if answer.status_code == 200]
    assert {answer.json()["current"]["priority"] for answer in answers if answer.status_code == 409} == {
        won["priority"]
    }
    ticket.refresh_from_db()
    assert (ticket.version, ticket.priority) == (2, won["priority"])
    assert TicketEvent.objects.filter(kind="changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_without_a_version_leave_an_unbroken_history(
    make_ticket: Callable[..., Ticket], slow_changes: None
) -> None:
    ticket = make_ticket()
    titles = [f"Title {number}" for number in range(6)]
    run_together(*(lambda title=title: patch(ApiClient(), ticket, {"title": title}) for title in titles))
    ticket.refresh_from_db()
    changes = TicketEvent.objects.filter(kind="changed").order_by("id").values_list("old_value", "new_value")
    assert sorted(new for _, new in changes) == titles
    assert [old for old, _ in changes] == ["Printer", *(new for _, new in changes)][:-1]
    assert (ticket.version, ticket.title) == (7, changes[5][1])
