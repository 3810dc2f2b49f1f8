"""Following a ticket by its link: who has it sees what is meant for who asked, and nobody else sees anything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.signing import Signer

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from api.rates import Rate
from tests.conftest import ApiClient
from tests.problems import problem
from tickets.following import CHANGES_MAX, TOKEN_MAX, follow_token
from tickets.models import Ticket, TicketEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

TICKET = {"title": "Printer", "description": "It hums.", "category": "technical", "priority": "high"}
SHOWN = {"id", "title", "description", "category", "priority", "status", "created_at", "updated_at", "resolved_at"}


def follow(api: ApiClient, token: str, **headers: str) -> Any:
    return api.get("/api/follow/", headers={"X-Follow-Token": token, **headers})


def test_who_submits_a_ticket_follows_it_by_what_the_answer_holds(api: ApiClient) -> None:
    created = api.post("/api/tickets/", TICKET).json()
    response = follow(api, created["follow_token"])
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    body = response.json()
    assert body.pop("changes") == []
    assert body == {name: created[name] for name in SHOWN}


def test_a_request_that_arrives_twice_is_answered_with_the_same_link(api: ApiClient) -> None:
    once, again = (api.post("/api/tickets/", TICKET, headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert again["Idempotent-Replayed"] == "true"
    assert once.json()["follow_token"] == again.json()["follow_token"]
    assert Ticket.objects.count() == 1


def test_many_at_once_and_what_agents_read_hold_no_link(agent_api: ApiClient) -> None:
    [created] = agent_api.post("/api/tickets/", [TICKET]).json()
    read = agent_api.get(f"/api/tickets/{created['id']}/").json()
    [listed] = agent_api.get("/api/tickets/").json()["results"]
    assert not any("follow_token" in body for body in (created, read, listed))


def test_an_agent_hands_out_the_same_link(agent_api: ApiClient) -> None:
    created = agent_api.post("/api/tickets/", TICKET).json()
    response = agent_api.get(f"/api/tickets/{created['id']}/follow/")
    assert response.json() == {"token": created["follow_token"]}
    assert response["Cache-Control"] == "no-store"
    problem(agent_api.get("/api/tickets/999999/follow/"), 404, "not_found")


def test_a_token_that_may_only_read_hands_out_nothing(api: ApiClient, agent: User, make_ticket: Any) -> None:
    _, text = token_create(user=agent, name="script", scope=Scope.READ, days=1)
    path = f"/api/tickets/{make_ticket().pk}/follow/"
    problem(api.get(path, headers={"Authorization": f"Bearer {text}"}), 403, "permission_denied")


def test_only_the_status_is_told_of_what_agents_did(agent_api: ApiClient, make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket()
    for changes in (
        {"status": "in_progress", "priority": "critical"},
        {"title": "Fax", "category": "billing"},
        {"status": "resolved"},
    ):
        agent_api.patch(f"/api/tickets/{ticket.pk}/", changes)
    response = follow(ApiClient(), follow_token(ticket.pk))
    assert set(response.json()) == SHOWN | {"changes"}
    assert [set(change) for change in response.json()["changes"]] == [{"status", "created_at"}] * 2
    assert [change["status"] for change in response.json()["changes"]] == ["in_progress", "resolved"]
    assert response.json()["resolved_at"] is not None
    assert b"Ada" not in response.content
    assert b"ada" not in response.content


def test_the_latest_changes_are_told_of_a_ticket_that_goes_back_and_forth(make_ticket: Callable[..., Ticket]) -> None:
    ticket = make_ticket()
    statuses = ["resolved", "open"] * CHANGES_MAX
    TicketEvent.objects.bulk_create(
        TicketEvent(ticket=ticket, kind="changed", field="status", new_value=status, actor_role="agent")
        for status in [*statuses, "closed"]
    )
    told = [change["status"] for change in follow(ApiClient(), follow_token(ticket.pk)).json()["changes"]]
    assert told == [*statuses, "closed"][-CHANGES_MAX:]


def test_two_queries_whatever_happened(
    agent_api: ApiClient, make_ticket: Callable[..., Ticket], django_assert_num_queries: Any
) -> None:
    ticket = make_ticket()
    for status in ("in_progress", "resolved", "open"):
        agent_api.patch(f"/api/tickets/{ticket.pk}/", {"status": status})
    with django_assert_num_queries(2):
        follow(ApiClient(), follow_token(ticket.pk))


def forgeries(ticket: Ticket, other: Ticket) -> list[str]:
    token = follow_token(ticket.pk)
    number, signature = token.split(":")
    return [
        "",
        ":",
        number,
        f"{number}:",
        token[:-1],
        f"{token}A",
        f" {token[1:]}",
        f"{other.pk}:{signature}",  # another ticket's id under this one's signature
        f"0{token}",
        f"{number}:{signature.swapcase()}",
        Signer(salt="another use").sign(str(ticket.pk)),
        Signer(key="another key of another desk", salt="tickets.following").sign(str(ticket.pk)),
        "x" * (TOKEN_MAX + 1),
        f"{number}:" + "x" * 7000,
        f"{number}:{signature}\xff",
        "\x80\xff\xfe:\x80",
        "\u0661:é",
        "\udcff:x",
        f"{number}:\x00{signature}",
        "-1:x",
        f"{2**70}:{signature}",
    ]


@pytest.mark.parametrize("which", range(21))
def test_every_other_token_is_answered_like_that_of_a_ticket_that_is_gone(
    api: ApiClient, make_ticket: Callable[..., Ticket], which: int
) -> None:
    ticket, other = make_ticket(), make_ticket()
    gone = make_ticket()
    token_of_gone = follow_token(gone.pk)
    gone.delete()
    expected = problem(follow(api, token_of_gone), 404, "not_found")
    found = problem(follow(api, forgeries(ticket, other)[which]), 404, "not_found")
    assert found["message"] == expected["message"]


def test_no_query_is_asked_for_a_forgery(
    api: ApiClient, make_ticket: Callable[..., Ticket], django_assert_num_queries: Any
) -> None:
    forged = forgeries(make_ticket(), make_ticket())
    assert len(forged) == 21
    with django_assert_num_queries(0):
        for token in forged:
            follow(api, token)


def test_a_key_that_was_replaced_holds_while_it_is_a_fallback(
    api: ApiClient, make_ticket: Callable[..., Ticket], settings: Any
) -> None:
    token = follow_token(make_ticket().pk)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next key of the desk"
    assert follow(api, token).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    problem(follow(api, token), 404, "not_found")


def test_looking_is_limited_by_address_whoever_is_signed_in(
    agent_api: ApiClient, make_ticket: Callable[..., Ticket], settings: Any
) -> None:
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "follow": Rate(3, 3600)}
    token = follow_token(make_ticket().pk)
    headers = {"X-Follow-Token": token}
    agent_api.defaults["REMOTE_ADDR"] = "192.0.2.78"
    assert agent_api.get("/api/follow/", headers=headers).status_code == 200
    assert agent_api.head("/api/follow/", headers=headers).status_code == 200
    assert agent_api.get("/api/follow/").status_code == 404
    refused = agent_api.get("/api/follow/", headers=headers)
    problem(refused, 429, "throttled")
    assert int(refused["Retry-After"]) > 0


def test_the_token_is_not_logged(
    api: ApiClient, make_ticket: Callable[..., Ticket], log_lines: Callable[..., list[dict[str, Any]]]
) -> None:
    token = follow_token(make_ticket().pk)
    follow(api, token)
    [line] = log_lines("request")
    assert (line["path"], line["status"]) == ("/api/follow/", 200)
    assert token.partition(":")[2] not in str(line)
