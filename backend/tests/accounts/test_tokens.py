"""Personal API tokens."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import ApiToken, User
from accounts.models.token import Scope
from accounts.services import account_set_role
from accounts.tokens import TOKENS_MAX, token_create
from api.roles import Role
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem, wrong_fields
from tickets.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_desk")]

NEW = {"name": "Nightly report", "scope": "read"}


def bearer(user: User, scope: Scope, days: int = 1) -> ApiClient:
    _, text = token_create(user=user, name="script", scope=scope, days=days)
    return ApiClient(headers={"Authorization": f"Bearer {text}"})


def test_a_token_is_shown_once_and_stored_as_a_hash(agent_api: ApiClient) -> None:
    answer = agent_api.post("/api/tokens/", {**NEW, "days": 7})
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "no-store"
    made = answer.json()
    text = made.pop("token")
    assert len(text) == 48
    assert text.startswith(made["prefix"])
    assert agent_api.get("/api/tokens/").json() == {"results": [made]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, digest FROM accounts_apitoken t")
        row, digest = cursor.fetchone()
    assert text not in row
    assert bytes(digest) == hashlib.sha256(text.encode()).digest()
    stored = ApiToken.objects.get()
    assert (
        timedelta(days=7) - timedelta(minutes=1) < stored.expires_at - stored.created_at < timedelta(days=7, minutes=1)
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scope": "root"}, "scope"),
        ({"scope": "admin"}, "scope"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"name": " "}, "name"),
    ],
)
def test_what_cannot_be_asked_for(agent_api: ApiClient, change: dict[str, Any], field: str) -> None:
    assert field in wrong_fields(agent_api.post("/api/tokens/", {**NEW, **change}))


def test_a_token_does_what_its_scope_says(administrator: User, make_ticket: Callable[..., Ticket]) -> None:
    path = f"/api/tickets/{make_ticket().pk}/"
    expected = {Scope.READ: (200, 403, 403), Scope.WRITE: (200, 200, 403), Scope.ADMIN: (200, 200, 204)}
    for scope, statuses in expected.items():
        client = bearer(administrator, scope)
        answers = (client.get(path), client.patch(path, {"title": scope}), client.delete(path))
        assert tuple(answer.status_code for answer in answers) == statuses


def test_a_token_never_exceeds_its_owners_role_even_when_that_shrinks(
    administrator: User, make_ticket: Callable[..., Ticket]
) -> None:
    path = f"/api/tickets/{make_ticket().pk}/"
    client = bearer(administrator, Scope.ADMIN)
    account_set_role(user=administrator, role=Role.AGENT)
    problem(client.delete(path), 403, "permission_denied")
    account_set_role(user=administrator, role=Role.READ_ONLY)
    problem(client.patch(path, {"title": "x"}), 403, "permission_denied")
    assert client.get(path).status_code == 200


def test_a_read_only_token_submits_nothing_either(administrator: User) -> None:
    client = bearer(administrator, Scope.READ)
    problem(client.post("/api/tickets/", {"title": "a", "description": "b"}), 403, "permission_denied")
    problem(client.post("/api/tickets/classify/", {"description": "b"}), 403, "permission_denied")


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE])
def test_only_an_admin_token_reaches_tokens_and_none_a_password(administrator: User, scope: Scope) -> None:
    client = bearer(administrator, scope)
    problem(client.get("/api/tokens/"), 403, "permission_denied")
    problem(client.post("/api/tokens/", NEW), 403, "permission_denied")
    full = bearer(administrator, Scope.ADMIN)
    assert full.post("/api/tokens/", NEW).status_code == 201
    change = {"current_password": PASSWORD, "new_password": "staple-battery-horse"}
    problem(full.post("/api/session/password/", change), 403, "permission_denied")


def test_a_revoked_token_stops_working_and_stays_in_the_list(agent_api: ApiClient) -> None:
    made = agent_api.post("/api/tokens/", NEW).json()
    client = ApiClient(headers={"Authorization": f"Bearer {made['token']}"})
    assert client.get("/api/tickets/").status_code == 200
    for _ in range(2):
        assert agent_api.delete(f"/api/tokens/{made['id']}/").status_code == 204
    answer = client.get("/api/tickets/")
    problem(answer, 401, "authentication_failed")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert agent_api.get("/api/tokens/").json()["results"][0]["revoked_at"]


def test_nobody_revokes_or_sees_anothers_token(agent_api: ApiClient, administrator: User) -> None:
    token, _ = token_create(user=administrator, name="script", scope=Scope.READ, days=1)
    problem(agent_api.delete(f"/api/tokens/{token.pk}/"), 404, "not_found")
    assert agent_api.get("/api/tokens/").json() == {"results": []}
    token.refresh_from_db()
    assert token.revoked_at is None


def test_an_expired_token_and_a_disabled_owners_do_not_work(agent: User) -> None:
    client = bearer(agent, Scope.READ)
    ApiToken.objects.update(
        created_at=F("created_at") - timedelta(days=2), expires_at=F("expires_at") - timedelta(days=1)
    )
    problem(client.get("/api/tickets/"), 401, "authentication_failed")
    client = bearer(agent, Scope.READ)
    User.objects.update(is_active=False)
    problem(client.get("/api/tickets/"), 401, "authentication_failed")


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer desk_" + "x" * 43, "bearer é", "Bearer a b", "Bearer \x7f"]
)
def test_what_is_no_token_is_refused(api: ApiClient, header: str) -> None:
    problem(api.get("/api/session/", headers={"Authorization": header}), 401, "authentication_failed")


def test_another_scheme_is_as_if_nothing_was_sent(api: ApiClient) -> None:
    assert api.get("/api/session/", headers={"Authorization": "Basic YTpi"}).status_code == 200


def test_the_last_use_is_noted_once_a_minute(agent: User, django_assert_num_queries: Any) -> None:
    client = bearer(agent, Scope.READ)
    before = timezone.now()
    with django_assert_num_queries(2):  # the token with its owner; the use
        client.get("/api/session/")
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    assert first >= before
    with django_assert_num_queries(1):
        client.get("/api/session/")
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=1))
    client.get("/api/session/")
    assert ApiToken.objects.get().last_used_at >= first


def test_a_change_by_token_is_its_owners(agent: User, make_ticket: Callable[..., Ticket]) -> None:
    client = bearer(agent, Scope.WRITE)
    path = f"/api/tickets/{make_ticket().pk}/"
    client.patch(path, {"status": "closed"})
    [entry, _] = client.get(f"{path}history/").json()["results"]
    assert entry["actor"] == {"role": "agent", "name": "Ada Lovelace"}


def test_a_read_only_account_submits_as_a_requester_with_a_name(auditor: User) -> None:
    client = ApiClient()
    client.force_login(auditor)
    body = {"title": "a", "description": "b", "category": "general", "priority": "low"}
    made = client.post("/api/tickets/", body).json()
    [entry] = client.get(f"/api/tickets/{made['id']}/history/").json()["results"]
    assert entry["actor"] == {"role": "requester", "name": "Edsger Dijkstra"}


def test_a_token_needs_no_csrf_token_where_a_session_does(agent: User, make_ticket: Callable[..., Ticket]) -> None:
    _, text = token_create(user=agent, name="script", scope=Scope.WRITE, days=1)
    client = ApiClient(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {text}"})
    assert client.patch(f"/api/tickets/{make_ticket().pk}/", {"title": "x"}).status_code == 200


def test_tokens_do_not_grow_without_end(agent_api: ApiClient, agent: User) -> None:
    for _ in range(TOKENS_MAX):
        token, _ = token_create(user=agent, name="script", scope=Scope.READ, days=1)
    problem(agent_api.post("/api/tokens/", NEW), 409, "conflict")
    agent_api.delete(f"/api/tokens/{token.pk}/")
    assert agent_api.post("/api/tokens/", NEW).status_code == 201


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"scope": "root"}, {"expires_at": "2020-01-01T00:00Z"}, {"digest": b"short"}]
)
def test_the_database_holds_the_rules(agent: User, change: dict[str, Any]) -> None:
    token_create(user=agent, name="script", scope=Scope.READ, days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.update(**change)
