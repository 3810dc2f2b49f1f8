"""Whatever is damaged of what signs in or leads somewhere: it no longer does, and nothing breaks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from tests.analysis.runs import tickets as store_tickets
from tests.fuzz.hostile import FUZZED, damaged
from tests.fuzz.visitors import by_session
from tests.fuzz.wsgi import Caller, expect_harmless
from tickets.following import follow_token
from tickets.models import Ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("closed_desk")]


def test_a_damaged_api_token_works_no_longer(call: Caller, agent: User) -> None:
    _, text = token_create(user=agent, name="script", scope=Scope.WRITE, days=1)
    assert call("GET", "/api/tickets/", headers={"Authorization": f"Bearer {text}".encode()}).status == 200

    @FUZZED
    @given(token=damaged(text))
    def refuse(token: str) -> None:
        answer = call("GET", "/api/tickets/", headers={"Authorization": b"Bearer " + token.encode("latin-1")})
        expect_harmless(answer)
        assert answer.status == 401

    refuse()


def test_a_damaged_session_is_nobodys(call: Caller, agent: User) -> None:
    name, key = django_settings.SESSION_COOKIE_NAME, by_session(agent).cookies[django_settings.SESSION_COOKIE_NAME]
    assert call("GET", "/api/tickets/", headers={"Cookie": f"{name}={key}".encode()}).status == 200

    @FUZZED
    @given(cookie=damaged(key))
    def refuse(cookie: str) -> None:
        answer = call("GET", "/api/tickets/", headers={"Cookie": f"{name}={cookie}".encode("latin-1")})
        expect_harmless(answer)
        assert answer.status == 401

    refuse()


def test_a_csrf_token_that_does_not_match_changes_nothing(
    call: Caller, agent: User, make_ticket: Callable[..., Ticket]
) -> None:
    ticket, credentials = make_ticket(), by_session(agent)
    cookie = "; ".join(f"{name}={value}" for name, value in credentials.cookies.items()).encode()

    @FUZZED
    @given(token=damaged(credentials.headers["X-CSRFToken"]))
    def refuse(token: str) -> None:
        headers = {"Cookie": cookie, "X-CSRFToken": token.encode("latin-1")}
        answer = call("PATCH", f"/api/tickets/{ticket.pk}/", headers=headers, body=b'{"status": "closed"}')
        expect_harmless(answer)
        assert answer.status == 403

    refuse()
    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_a_damaged_link_leads_to_no_ticket(call: Caller, make_ticket: Callable[..., Ticket]) -> None:
    text = follow_token(make_ticket().pk)
    assert call("GET", "/api/follow/", headers={"X-Follow-Token": text.encode()}).status == 200

    @FUZZED
    @given(token=damaged(text))
    def refuse(token: str) -> None:
        answer = call("GET", "/api/follow/", headers={"X-Follow-Token": token.encode("latin-1")})
        expect_harmless(answer)
        assert answer.status == 404

    refuse()


def test_a_damaged_cursor_is_refused_or_still_a_place(call: Caller, settings: Any) -> None:
    settings.DESK_OPEN = True
    store_tickets(3)
    cursors = [
        call("GET", "/api/tickets/", query=f"page_size=1&{more}").json["next"] for more in ("", "search=printer")
    ]
    lists = ["/api/tickets/", f"/api/tickets/{Ticket.objects.values_list('pk', flat=True)[0]}/history/"]

    @FUZZED
    @given(
        cursor=st.one_of(*[damaged(cursor) for cursor in cursors], st.sampled_from(cursors)),
        path=st.sampled_from(lists),
        search=st.sampled_from(["", "printer", "\x00", "a" * 300]),
    )
    def ask(cursor: str, path: str, search: str) -> None:
        answer = call("GET", path, query=urlencode({"cursor": cursor, "search": search}, encoding="latin-1"))
        expect_harmless(answer)
        assert answer.status in {200, 400}

    ask()
