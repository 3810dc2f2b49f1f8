"""GET /api/tickets/?assignee=: mine, nobody's and others', with every other filter and search."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from tests.conftest import ApiClient
from tests.problems import wrong_fields
from tests.tickets.store import FIRST_DAY, newest_first, store, store_random
from tests.tickets.test_list_filters import some_query
from tests.tickets.walks import get, ids, seen, seen_backwards, walk
from tickets import listing, search
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

Wanted = list[str]


@pytest.fixture
def people(agent: User, administrator: User, auditor: User) -> list[User | None]:
    """To be drawn from: nobody has most tickets, and one account none."""
    return [agent, administrator, None, None, None]


def assigned(number: int, seed: int, people: list[User | None]) -> list[Ticket]:
    tickets = store_random(number, seed=seed)
    chance = random.Random(seed)
    for ticket in tickets:
        ticket.assignee = chance.choice(people)
    Ticket.objects.bulk_update(tickets, ["assignee"])
    return tickets


def some_assignees(chance: random.Random, ada: User, others: list[User]) -> tuple[Wanted, Callable[[Ticket], bool]]:
    """A random choice of them, and the same as a condition in Python."""
    words = {"me": ada.pk, "none": None, **{str(user.pk): user.pk for user in [ada, *others]}}
    wanted = chance.sample(list(words), chance.choice([1, 1, 2, 3]))
    return wanted, lambda ticket: ticket.assignee_id in {words[word] for word in wanted}


def test_mine_nobodys_and_somebodys(agent_api: ApiClient, agent: User, administrator: User, auditor: User) -> None:
    mine, hers, free = store(*({"assignee": whose, "created_at": FIRST_DAY} for whose in (agent, administrator, None)))
    for wanted, expected in {
        "me": [mine],
        str(agent.pk): [mine],
        "none": [free],
        str(administrator.pk): [hers],
        f"me,{agent.pk}": [mine],
        "me,none": [free, mine],
        f"{administrator.pk},{agent.pk},none": [free, hers, mine],
        str(auditor.pk): [],
        "999999999999999999": [],
        "": [free, hers, mine],
    }.items():
        page = get(agent_api, {"assignee": wanted})
        assert ids(page) == [ticket.pk for ticket in expected], wanted
        assert page["count"] == len(expected)
        assert "count_capped" not in page


def test_a_token_asks_for_what_is_its_accounts(api: ApiClient, agent: User, closed_desk: None) -> None:
    [mine, _] = store({"assignee": agent, "created_at": FIRST_DAY}, {"created_at": FIRST_DAY})
    _, token = token_create(user=agent, name="script", scope=Scope.READ, days=1)
    response = api.get("/api/tickets/?assignee=me", headers={"Authorization": f"Bearer {token}"})
    assert ids(response.json()) == [mine.pk]


def test_nobody_is_not_an_account_that_has_tickets(api: ApiClient) -> None:
    [message] = wrong_fields(api.get("/api/tickets/?assignee=me,none"))["assignee"]
    assert "sign in" in message


@pytest.mark.parametrize(
    "value", ["ada", "ME", "-1", "1.0", "9" * 19, "none;", "\x00", "²", ",".join(map(str, range(21)))]
)
def test_an_unknown_value_is_refused(agent_api: ApiClient, value: str) -> None:
    [message] = wrong_fields(agent_api.get("/api/tickets/", {"assignee": value}))["assignee"]
    assert len(message) < 200


@pytest.mark.parametrize("seed", range(4))
def test_combinations_give_what_a_search_by_hand_gives(
    agent_api: ApiClient, agent: User, administrator: User, auditor: User, people: list[User | None], seed: int
) -> None:
    tickets = assigned(150, seed, people)
    chance = random.Random(seed)
    for _ in range(15):
        wanted, belongs = some_assignees(chance, agent, [administrator, auditor])
        filters, matches = some_query(chance)
        query: dict[str, Any] = {**filters, "assignee": wanted, "page_size": chance.choice([1, 7, 25])}
        ascending = chance.random() < 0.4
        query |= {"ordering": "created_at"} if ascending else {}
        expected = newest_first([ticket for ticket in tickets if belongs(ticket) and matches(ticket)])
        expected = expected[::-1] if ascending else expected

        pages = walk(agent_api, query)
        assert seen(pages) == expected, query
        assert {page["count"] for page in pages} == {len(expected)}, query
        if last := pages[-1]["previous"]:
            back = walk(agent_api, {**query, "cursor": last}, "previous")
            assert seen_backwards(back) + ids(pages[-1]) == expected, query


@pytest.mark.parametrize("few", [1, 7, 40, 160])
@pytest.mark.parametrize("expected_matches", [1, 60, 1_000_000])
def test_a_search_finds_the_same(
    agent_api: ApiClient,
    agent: User,
    administrator: User,
    people: list[User | None],
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    expected_matches: int,
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(search, "expected_matches", lambda *_: expected_matches)
    tickets = assigned(100, 3, people)
    for ticket in tickets[::3]:
        Ticket.objects.filter(pk=ticket.pk).update(title="Scanner")
    scanners = {ticket.pk for ticket in tickets[::3]}
    chance = random.Random(few)
    for _ in range(6):
        wanted, belongs = some_assignees(chance, agent, [administrator])
        filters, matches = some_query(chance) if chance.random() < 0.5 else ({}, lambda _: True)
        query = {**filters, "assignee": wanted, "search": "scanner", "page_size": chance.choice([3, 50])}
        found = [one for one in tickets if one.pk in scanners and belongs(one) and matches(one)]
        assert seen(walk(agent_api, query)) == newest_first(found), query


def test_beyond_the_cap_the_count_says_that_there_are_more(
    agent_api: ApiClient, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNT_CAP", 3)
    store(*({"assignee": agent, "created_at": FIRST_DAY} for _ in range(3)))
    pages = walk(agent_api, {"assignee": "me", "page_size": 2})
    assert {(page["count"], "count_capped" in page) for page in pages} == {(3, False)}
    store({"assignee": agent, "created_at": FIRST_DAY})
    pages = walk(agent_api, {"assignee": "me", "page_size": 2})
    assert {(page["count"], page["count_capped"]) for page in pages} == {(3, True)}
    assert len(seen(pages)) == 4


def test_page_numbers_reach_as_far_as_the_count(agent_api: ApiClient, agent: User) -> None:
    expected = newest_first(assigned(30, 1, [agent]))
    assert ids(get(agent_api, {"assignee": "me", "page": 3, "page_size": 10})) == expected[20:30]
    assert list(wrong_fields(agent_api.get("/api/tickets/?assignee=me&page=11&page_size=100"))) == ["page"]
    assert get(agent_api, {"assignee": "me", "page": 10, "page_size": 100})["results"] == []


@pytest.mark.parametrize(
    ("query", "queries"),
    [("assignee=none", 2), ("assignee=none,1&status=open", 2), ("assignee=none&search=printer", 3 + 2)],
)
@pytest.mark.parametrize("tickets", [0, 60])
def test_names_cost_no_query(
    api: ApiClient,
    people: list[User | None],
    django_assert_num_queries: Any,
    query: str,
    queries: int,
    tickets: int,
) -> None:
    assigned(tickets, 1, people)
    with django_assert_num_queries(queries):
        api.get(f"/api/tickets/?{query}")
    with django_assert_num_queries(1 if tickets else 2):
        api.get("/api/tickets/?page_size=200")
