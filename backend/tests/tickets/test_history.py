"""GET /api/tickets/{id}/history/."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.walks import get, ids, seen, seen_backwards, walk
from tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db


def path(ticket: Ticket) -> str:
    return f"/api/tickets/{ticket.pk}/history/"


def test_it_tells_who_did_what_and_when_newest_first(
    api: ApiClient, agent_api: ApiClient, make_ticket: Callable[..., Ticket]
) -> None:
    ticket = make_ticket()
    agent_api.patch(f"/api/tickets/{ticket.pk}/", {"status": "resolved"})
    page = get(api, {}, path(ticket))
    assert {name: page[name] for name in ("count", "next", "previous")} == {"count": 2, "next": None, "previous": None}
    changed, created = page["results"]
    assert changed.pop("id") > created.pop("id")
    assert datetime.fromisoformat(changed.pop("created_at")) > datetime.fromisoformat(created.pop("created_at"))
    assert changed == {
        "kind": "changed",
        "field": "status",
        "old_value": "open",
        "new_value": "resolved",
        "source": "",
        "actor": {"role": "agent", "name": "Ada Lovelace"},
    }
    assert created == {
        "kind": "created",
        "field": "",
        "old_value": "",
        "new_value": "",
        "source": "",
        "actor": {"role": "requester", "name": None},
    }


def test_it_is_of_one_ticket_only(api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    one, other = make_ticket(), make_ticket()
    api.patch(f"/api/tickets/{other.pk}/", {"status": "closed"})
    assert get(api, {}, path(one))["count"] == 1


@pytest.mark.parametrize("size", [1, 4, 11, 12])
def test_it_comes_in_pages_there_and_back(api: ApiClient, make_ticket: Callable[..., Ticket], size: int) -> None:
    ticket = make_ticket()
    TicketEvent.objects.bulk_create(  # at one moment: the order is that of the ids
        TicketEvent(ticket=ticket, kind="changed", field="title", actor_role="agent") for _ in range(11)
    )
    order = list(TicketEvent.objects.order_by("-created_at", "-id").values_list("pk", flat=True))
    pages = walk(api, {"page_size": size}, path=path(ticket))
    assert seen(pages) == order
    assert {page["count"] for page in pages} == {12}
    if last := pages[-1]["previous"]:
        back = walk(api, {"page_size": size, "cursor": last}, "previous", path=path(ticket))
        assert seen_backwards(back) + ids(pages[-1]) == order
    assert ids(get(api, {"page_size": size, "page": 2}, path(ticket))) == order[size : size * 2]


@pytest.mark.parametrize(
    ("name", "value"), [("page_size", "0"), ("page_size", "201"), ("page", "0"), ("page", "501"), ("cursor", "broken")]
)
def test_another_page_is_refused(api: ApiClient, make_ticket: Callable[..., Ticket], name: str, value: str) -> None:
    assert list(wrong_fields(api.get(path(make_ticket()), {name: value}))) == [name]
