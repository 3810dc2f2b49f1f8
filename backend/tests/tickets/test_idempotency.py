"""POST /api/tickets/ with an Idempotency-Key: what arrives twice is created once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import ApiClient
from tests.problems import problem, wrong_fields
from tests.threads import run_together
from tickets import idempotency
from tickets.housekeeping import idempotency_keys_delete_old
from tickets.models import IdempotencyKey, Ticket

pytestmark = pytest.mark.django_db

TICKET = {"title": "Printer", "description": "It hums.", "category": "general", "priority": "low"}
MANY = [{**TICKET, "title": f"#{number}"} for number in range(3)]


def post(client: ApiClient, body: Any, key: str = "key-1") -> Any:
    return client.post("/api/tickets/", body, HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.parametrize("body", [TICKET, MANY], ids=["one", "many"])
def test_the_same_again_answers_the_first_and_stores_nothing(api: ApiClient, body: Any) -> None:
    first, again = post(api, body), post(api, body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert again.get("ETag") == first.get("ETag")
    assert Ticket.objects.count() == (len(body) if isinstance(body, list) else 1)


def test_the_answer_is_the_ticket_as_it_is_by_now(api: ApiClient) -> None:
    path = f"/api/tickets/{post(api, TICKET).json()['id']}/"
    changed = api.patch(path, {"status": "closed"}).json()
    again = post(api, TICKET).json()
    assert {name: again[name] for name in changed} == changed
    assert post(api, TICKET)["ETag"] == '"2"'


def test_spacing_and_the_order_of_keys_do_not_count(api: ApiClient) -> None:
    first = post(api, json.dumps(TICKET, indent=4))
    assert post(api, dict(reversed(TICKET.items()))).json()["id"] == first.json()["id"]


@pytest.mark.parametrize(
    "other",
    [{**TICKET, "title": "printer"}, {**TICKET, "status": "open"}, [TICKET], {"description": "x", "title": "y"}],
)
def test_the_same_key_with_another_body_is_a_conflict(api: ApiClient, other: Any) -> None:
    post(api, TICKET)
    response = post(api, other)
    assert "use a new key" in problem(response, 409, "idempotency_conflict")["message"]
    assert Ticket.objects.count() == 1


def test_another_key_or_none_creates_another_ticket(api: ApiClient) -> None:
    for key in ("key-1", "key-2", "KEY-1"):
        post(api, TICKET, key)
    api.post("/api/tickets/", TICKET)
    assert Ticket.objects.count() == 4


def test_an_attempt_that_failed_does_not_use_the_key_up(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrong_fields(post(api, {**TICKET, "title": ""}))
    with monkeypatch.context() as patch:
        patch.setattr("tickets.services.history.created_event", lambda _ticket, _actor: 1 / 0)
        problem(post(api, TICKET), 500, "internal")
    assert not IdempotencyKey.objects.exists()
    response = post(api, TICKET)
    assert response.status_code == 201
    assert "Idempotent-Replayed" not in response


@pytest.mark.parametrize("key", ["", " ", "with space", "tab\tbetween", "ümlaut", "NUL\x00", "x" * 256])
def test_a_malformed_key_is_refused(api: ApiClient, key: str) -> None:
    assert list(wrong_fields(post(api, TICKET, key))) == ["Idempotency-Key"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("key", ["x", "~!@#$%^&*()", "0f8fad5b-d9cb-469f-a165-70867728950e", "x" * 255])
def test_any_printable_key_is_taken(api: ApiClient, key: str) -> None:
    assert post(api, TICKET, key).json() == post(api, TICKET, key).json()
    assert Ticket.objects.count() == 1


def test_a_ticket_that_has_been_deleted_since_is_not_created_again(api: ApiClient) -> None:
    api.delete(f"/api/tickets/{post(api, TICKET).json()['id']}/")
    problem(post(api, TICKET), 409, "idempotency_conflict")
    rows = post(api, MANY, "key-2").json()
    api.delete(f"/api/tickets/{rows[1]['id']}/")
    assert [row["id"] for row in post(api, MANY, "key-2").json()] == [rows[0]["id"], rows[2]["id"]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("body", [TICKET, MANY], ids=["one", "many"])
def test_the_same_many_times_at_once_is_created_once(body: Any) -> None:
    answers = run_together(*[lambda: post(ApiClient(), body)] * 5)
    assert [answer.status_code for answer in answers] == [201] * 5
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    assert Ticket.objects.count() == (len(body) if isinstance(body, list) else 1)


@pytest.mark.django_db(transaction=True)
def test_a_key_that_housekeeping_deletes_meanwhile_is_a_new_one(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = post(api, TICKET).json()
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(days=365))
    is_first = idempotency._is_first

    def found_and_then_deleted(*args: Any) -> bool:
        monkeypatch.setattr(idempotency, "_is_first", is_first)
        found = is_first(*args)
        assert run_together(idempotency_keys_delete_old) == [1]
        return found

    monkeypatch.setattr(idempotency, "_is_first", found_and_then_deleted)
    again = post(api, TICKET)
    assert (again.status_code, "Idempotent-Replayed" in again) == (201, False)
    assert again.json()["id"] != first["id"]
    assert post(api, TICKET).json()["id"] == again.json()["id"]


@pytest.mark.django_db(transaction=True)
def test_of_two_bodies_at_once_one_is_created_and_the_other_refused() -> None:
    answers = run_together(
        *(lambda title=title: post(ApiClient(), {**TICKET, "title": title}) for title in ("one", "two"))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Ticket.objects.count() == 1
